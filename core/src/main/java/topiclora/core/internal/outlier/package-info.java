/** Documents unlike the others, and why. */
@NullMarked
package topiclora.core.internal.outlier;

import org.jspecify.annotations.NullMarked;
