/** Metrics that vectors, sums of vectors and models are measured by. */
@NullMarked
package topiclora.study.metrics;

import org.jspecify.annotations.NullMarked;
