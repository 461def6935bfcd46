/** Knowledge plugins: which documents a question is about, and their vectors as one adapter. */
@NullMarked
package topiclora.plugin;

import org.jspecify.annotations.NullMarked;
