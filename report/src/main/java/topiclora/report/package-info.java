/** All that there is to see of a model, as values. */
@NullMarked
package topiclora.report;

import org.jspecify.annotations.NullMarked;
