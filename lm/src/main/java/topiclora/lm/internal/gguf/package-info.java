/** Base models in llama.cpp's GGUF files. */
@NullMarked
package topiclora.lm.internal.gguf;

import org.jspecify.annotations.NullMarked;
