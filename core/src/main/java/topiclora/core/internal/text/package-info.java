/** Characters, words, sentences, and how a question is written. */
@NullMarked
package topiclora.core.internal.text;

import org.jspecify.annotations.NullMarked;
