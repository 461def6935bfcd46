/** How coherent and how different topics' words are. */
@NullMarked
package topiclora.bench.topics;

import org.jspecify.annotations.NullMarked;
