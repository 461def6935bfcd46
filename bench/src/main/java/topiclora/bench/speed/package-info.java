/** How fast a fit runs on this machine. */
@NullMarked
package topiclora.bench.speed;

import org.jspecify.annotations.NullMarked;
