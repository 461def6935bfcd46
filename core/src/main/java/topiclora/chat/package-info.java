/**
 * Answers to questions: what the model is told of the documents, by their text, by their vectors or
 * not at all, and how good its answers are.
 */
@NullMarked
package topiclora.chat;

import org.jspecify.annotations.NullMarked;
