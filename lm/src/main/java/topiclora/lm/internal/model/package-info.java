/** The forward pass of the llama family. */
@NullMarked
package topiclora.lm.internal.model;

import org.jspecify.annotations.NullMarked;
