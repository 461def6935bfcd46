/** Generates token by token, for one text or many, and gives their text as it comes. */
@NullMarked
package topiclora.lm.internal.generate;

import org.jspecify.annotations.NullMarked;
