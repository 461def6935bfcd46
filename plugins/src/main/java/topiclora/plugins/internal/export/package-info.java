/** Sums of vectors as ordinary LoRA adapters, for PEFT and llama.cpp. */
@NullMarked
package topiclora.plugins.internal.export;

import org.jspecify.annotations.NullMarked;
