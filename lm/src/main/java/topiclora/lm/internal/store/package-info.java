/** The cache of base models, and how they get there. */
@NullMarked
package topiclora.lm.internal.store;

import org.jspecify.annotations.NullMarked;
