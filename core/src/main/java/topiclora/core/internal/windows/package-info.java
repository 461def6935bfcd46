/** Documents cut into windows, and the orders and samples in which these are taken. */
@NullMarked
package topiclora.core.internal.windows;

import org.jspecify.annotations.NullMarked;
