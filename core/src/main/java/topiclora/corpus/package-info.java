/**
 * Documents in: corpora, what was read of them, and the interface that a reader of another format
 * implements.
 */
@NullMarked
package topiclora.corpus;

import org.jspecify.annotations.NullMarked;
