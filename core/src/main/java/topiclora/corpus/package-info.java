/** Documents in: JSON lines, CSV and folders of text, streamed and counted. */
@NullMarked
package topiclora.corpus;

import org.jspecify.annotations.NullMarked;
