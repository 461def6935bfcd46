/** What documents cost as vectors, and what as text. */
@NullMarked
package topiclora.bench.plugins;

import org.jspecify.annotations.NullMarked;
