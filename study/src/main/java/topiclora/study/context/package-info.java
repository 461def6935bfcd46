/** What hypotheses are tested with: the corpus and its parts, the plan, and fits made once. */
@NullMarked
package topiclora.study.context;

import org.jspecify.annotations.NullMarked;
