/** Tests the method on a corpus: eleven hypotheses, each with fits, tables, plots and a result. */
@NullMarked
package topiclora.study;

import org.jspecify.annotations.NullMarked;
