/** Base models in the folders of Hugging Face transformers. */
@NullMarked
package topiclora.lm.internal.huggingface;

import org.jspecify.annotations.NullMarked;
