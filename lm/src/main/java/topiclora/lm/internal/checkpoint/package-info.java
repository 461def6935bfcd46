/** What a base model is, whatever file format it comes in: its configuration and named matrices. */
@NullMarked
package topiclora.lm.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
