/** The formats of corpora and questions: JSON lines, delimited tables, folders of text. */
@NullMarked
package topiclora.core.internal.readers;

import org.jspecify.annotations.NullMarked;
