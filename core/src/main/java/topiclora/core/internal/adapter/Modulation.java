package topiclora.core.internal.adapter;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * How a vector x changes one linear map W of the frozen base: {@code W + dW(x)}.
 *
 * <p>Every form answers the same questions, so that the fit, the files and the exports know none of
 * them by name. Tensors are float32 and owned by whoever made the modulation.
 */
public sealed interface Modulation permits Down, Up, Both, Hyper, Lora {
  /**
   * What x adds to the map's output, for a batch of different documents at the cost of shared
   * products.
   *
   * @param h the map's input {@code [B, C, in]}
   * @param x one vector a row {@code [B, n]}
   * @return {@code [B, C, out]} in the type of h
   */
  Tensor delta(Tensor h, Tensor x);

  /** The plain LoRA of one document, {@code x [n]}: {@code dW = b a}. */
  LoraPair lora(Tensor x);

  /**
   * What dimension k of x is the scale of: {@code dW(x) = dW(0) + sum_k x_k b_k a_k}, a pair of
   * rank one. Only where {@link #isAffine()}.
   */
  LoraPair component(int k);

  /** Dimensions that one document has in this module, n; none where all documents are one. */
  int dimensions();

  /**
   * Whether dW is affine in x. Then vectors add up, the mean of them can move into the shared
   * adapter, and K documents together are still one LoRA of rank r.
   */
  boolean isAffine();

  /** The tensors that it consists of, in a fixed order. */
  List<Factor> factors();

  /** The tensors that are learned from the corpus, in their order. */
  default List<Tensor> trainable() {
    return factors().stream().filter(Factor::trainable).map(Factor::tensor).toList();
  }

  /**
   * The size that an entry of each learned tensor has, or is to have: what a step's length is a
   * share of.
   *
   * @param plain how large what acts without a vector is to become, against what a vector's
   *     dimension at one adds
   */
  List<Double> scales(double plain);

  /** Every tensor by its letter, as it is saved. */
  default SequencedMap<String, Tensor> tensors() {
    SequencedMap<String, Tensor> named = new LinkedHashMap<>();
    factors().forEach(factor -> named.put(factor.name(), factor.tensor()));
    return named;
  }

  /**
   * How far the components that are the document's alone are from being orthogonal, {@code [B]};
   * zero for forms of which only one factor is the document's.
   *
   * @param x {@code [B, n]}
   */
  default Tensor orthogonalityPenalty(Tensor x) {
    return Tensor.zeros(DType.F32, x.size(0));
  }

  /**
   * The same maps for {@code x - mean} as this has for x: the mean moves into the shared adapter.
   * Only where {@link #isAffine()}.
   */
  Modulation recentred(Tensor mean);

  /** The same maps for {@code x * scale} as this has for x. */
  Modulation rescaled(Tensor scale);
}
