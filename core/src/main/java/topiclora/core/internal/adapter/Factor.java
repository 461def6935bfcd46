package topiclora.core.internal.adapter;

import topiclora.lm.internal.tensor.Tensor;

/**
 * A tensor of a modulation.
 *
 * @param name as the formulas have it, by which it is saved
 * @param trainable whether it is learned from the corpus
 */
public record Factor(String name, Tensor tensor, boolean trainable) {}
