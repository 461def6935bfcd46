/** The frozen language model: GGUF and safetensors in, tokenizer, blocks, generation. */
@NullMarked
package topiclora.base;

import org.jspecify.annotations.NullMarked;
