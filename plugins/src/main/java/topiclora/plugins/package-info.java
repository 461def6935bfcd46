/** How plugins are asked and measured. */
@NullMarked
package topiclora.plugins;

import org.jspecify.annotations.NullMarked;
