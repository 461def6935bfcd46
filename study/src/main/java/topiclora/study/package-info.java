/** Puts the hypotheses of the method to a corpus. */
@NullMarked
package topiclora.study;

import org.jspecify.annotations.NullMarked;
