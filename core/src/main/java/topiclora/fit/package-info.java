/**
 * The fit: windows, cached lower layers, spectral start, Newton on x and Adam on the shared part.
 */
@NullMarked
package topiclora.fit;

import org.jspecify.annotations.NullMarked;
