/** How well labels can be read off vectors, of each modulation of the adapter. */
@NullMarked
package topiclora.bench.geometry;

import org.jspecify.annotations.NullMarked;
