package topiclora.adapter;

import topiclora.tensor.Tensor;

/**
 * A tensor of a modulation.
 *
 * @param letter as the formulas have it, by which it is saved
 * @param learned whether it is learned from the corpus
 */
public record Factor(String letter, Tensor tensor, boolean learned) {}
