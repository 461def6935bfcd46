/** The hypotheses of the method, measured on a corpus. */
@NullMarked
package topiclora.cli.study;

import org.jspecify.annotations.NullMarked;
