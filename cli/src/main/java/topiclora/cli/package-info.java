/** The command line: parses options, calls the library, prints. */
@NullMarked
package topiclora.cli;

import org.jspecify.annotations.NullMarked;
