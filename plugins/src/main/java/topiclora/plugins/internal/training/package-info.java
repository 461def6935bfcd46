/** Meta-training: a shared adapter that lets vectors hold facts. */
@NullMarked
package topiclora.plugins.internal.training;

import org.jspecify.annotations.NullMarked;
