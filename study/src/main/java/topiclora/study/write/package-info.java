/** A report as files: Markdown, JSON and SVG. */
@NullMarked
package topiclora.study.write;

import org.jspecify.annotations.NullMarked;
