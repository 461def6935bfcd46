/** Answers questions from vectors, text, both or neither. */
@NullMarked
package topiclora.plugins.internal.answer;

import org.jspecify.annotations.NullMarked;
