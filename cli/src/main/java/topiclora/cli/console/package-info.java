/** What is printed: progress, tables, safe text, numbers and their units. */
@NullMarked
package topiclora.cli.console;

import org.jspecify.annotations.NullMarked;
