/** Answers from documents, their measurement, and vectors as adapters of other programs. */
@NullMarked
package topiclora.cli.ask;

import org.jspecify.annotations.NullMarked;
