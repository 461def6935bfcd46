/** Finds the documents that a query is about, by words, vectors or both. */
@NullMarked
package topiclora.plugins.internal.retrieve;

import org.jspecify.annotations.NullMarked;
