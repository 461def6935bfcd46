/**
 * Tensors and autograd: the only package that imports org.bytedeco.
 *
 * <p>Symbols in the shape comments of the whole project: B batch, C tokens of a window, D
 * documents, H query heads, K key-value heads, d head width, W width of the residual stream, F
 * width of the feed-forward part, V vocabulary, r rank.
 */
@NullMarked
package topiclora.lm.internal.tensor;

import org.jspecify.annotations.NullMarked;
