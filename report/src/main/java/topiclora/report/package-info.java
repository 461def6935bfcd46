/** What a report shows of a model, and what it is written as. */
@NullMarked
package topiclora.report;

import org.jspecify.annotations.NullMarked;
