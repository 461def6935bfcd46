/** Baselines that only benchmarks have: MiniLM, NMF, local outlier factor. */
@NullMarked
package topiclora.bench.baselines;

import org.jspecify.annotations.NullMarked;
