/**
 * Losses, gradients and features of windows: the lower layers once, the upper ones at each step.
 */
@NullMarked
package topiclora.core.internal.forward;

import org.jspecify.annotations.NullMarked;
