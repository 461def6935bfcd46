/** Measurements of speed and quality: the commands of {@code topiclora bench}. */
@NullMarked
package topiclora.bench;

import org.jspecify.annotations.NullMarked;
