/** The one home of maths on rows of numbers that several stages need. */
@NullMarked
package topiclora.lm.internal.math;

import org.jspecify.annotations.NullMarked;
