/** The command line: one small class per command, thin over core. */
@NullMarked
package topiclora.cli;

import org.jspecify.annotations.NullMarked;
