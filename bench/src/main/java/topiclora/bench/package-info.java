/** Measurements of speed and quality. */
@NullMarked
package topiclora.bench;

import org.jspecify.annotations.NullMarked;
