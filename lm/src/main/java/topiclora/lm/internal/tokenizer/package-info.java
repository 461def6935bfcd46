/** From text to token ids and back. */
@NullMarked
package topiclora.lm.internal.tokenizer;

import org.jspecify.annotations.NullMarked;
