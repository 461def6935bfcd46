/** The forward pass of the llama family, and the thread that computes it. */
@NullMarked
package topiclora.lm.internal.model;

import org.jspecify.annotations.NullMarked;
