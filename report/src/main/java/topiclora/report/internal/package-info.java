/** Makes the report, and writes it as one page, tables or JSON. */
@NullMarked
package topiclora.report.internal;

import org.jspecify.annotations.NullMarked;
