/**
 * The components of x as topics: the words that rise with them, and the documents that have most of
 * them.
 */
@NullMarked
package topiclora.topic;

import org.jspecify.annotations.NullMarked;
