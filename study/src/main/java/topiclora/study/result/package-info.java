/** What a study found: metrics in tables and plots, and results that follow by rules. */
@NullMarked
package topiclora.study.result;

import org.jspecify.annotations.NullMarked;
