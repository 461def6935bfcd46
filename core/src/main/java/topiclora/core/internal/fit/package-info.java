/**
 * Learns the shared adapter and the vectors: Newton for x, Adam for what is shared, fold-in for new
 * documents.
 */
@NullMarked
package topiclora.core.internal.fit;

import org.jspecify.annotations.NullMarked;
