/** The spectral start of a fit and the encoder: linear algebra of features and gradients. */
@NullMarked
package topiclora.core.internal.start;

import org.jspecify.annotations.NullMarked;
