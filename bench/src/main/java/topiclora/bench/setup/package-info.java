/** What all benchmarks need: options, labelled documents, a fitted model, output. */
@NullMarked
package topiclora.bench.setup;

import org.jspecify.annotations.NullMarked;
