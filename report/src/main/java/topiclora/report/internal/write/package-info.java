/** Writes a report as one page, tables or JSON. */
@NullMarked
package topiclora.report.internal.write;

import org.jspecify.annotations.NullMarked;
