/** The hypotheses of the method, and how each is tested. */
@NullMarked
package topiclora.study.hypotheses;

import org.jspecify.annotations.NullMarked;
