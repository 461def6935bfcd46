/** Token by token, for one sequence or many. */
@NullMarked
package topiclora.lm.internal.generate;

import org.jspecify.annotations.NullMarked;
