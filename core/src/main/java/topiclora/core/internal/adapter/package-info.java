/** The modulated LoRA in all its forms. */
@NullMarked
package topiclora.core.internal.adapter;

import org.jspecify.annotations.NullMarked;
