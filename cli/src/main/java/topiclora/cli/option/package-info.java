/** Options that several commands have, each with one meaning everywhere. */
@NullMarked
package topiclora.cli.option;

import org.jspecify.annotations.NullMarked;
