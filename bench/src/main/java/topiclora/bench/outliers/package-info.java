/** How well injected outliers are found. */
@NullMarked
package topiclora.bench.outliers;

import org.jspecify.annotations.NullMarked;
