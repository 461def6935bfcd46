/** Baselines (LDA, TF-IDF) and metrics that vectors are measured by. */
@NullMarked
package topiclora.study.metrics;

import org.jspecify.annotations.NullMarked;
