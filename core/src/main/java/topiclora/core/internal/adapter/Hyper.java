package topiclora.core.internal.adapter;

import java.util.List;
import java.util.random.RandomGenerator;
import topiclora.core.VectorShape;
import topiclora.lm.internal.tensor.Linalg;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The comparator hyper-LoRA, lightweight DreamBooth (Ruiz et al. 2023, arXiv 2307.06949): {@code dW
 * = (A p)(q + q0) B}, with A and B a fixed random orthonormal subspace and p and q the document's.
 *
 * <p>Nothing is learned from the corpus. p starts at zero and q at q0, which the method needs for p
 * to have a gradient; a document's vector is p and q one after the other.
 *
 * @param a {@code [out, s]}, orthonormal columns
 * @param b {@code [s, in]}, orthonormal rows, scaled so that {@code q0 B} gives the mean input one
 * @param q0 {@code [s]}
 */
public record Hyper(Tensor a, Tensor b, Tensor q0) implements Modulation {
  public Hyper {
    if (a.size(1) != q0.size(0) || b.size(0) != q0.size(0)) {
      throw new IllegalArgumentException(
          "A " + a + ", B " + b + " and Q " + q0 + " are not [out, s], [s, in] and [s]");
    }
  }

  /** Dimensions of either subspace, for as many dimensions a document as a vector of rank r has. */
  static int side(int rank) {
    return Math.max(1, rank / 2);
  }

  static Hyper random(int in, int out, int rank, Tensor mean, RandomGenerator random) {
    int side = side(rank);
    Tensor a = orthonormal(out, side, random); // [out, s]
    Tensor b = orthonormal(in, side, random).transpose(0, 1).contiguous(); // [s, in]
    Tensor response = b.matmul(mean.unsqueeze(1)).view(side); // [s]
    double length = Linalg.norm(response) + 1e-6;
    return new Hyper(a, b.mul(1 / length), response.mul(1 / length));
  }

  private static Tensor orthonormal(int rows, int columns, RandomGenerator random) {
    return Linalg.polar(Tensor.gaussian(random, rows, columns));
  }

  private int side() {
    return q0.size(0);
  }

  @Override
  public Tensor delta(Tensor h, Tensor x) {
    var type = h.type();
    Tensor both = x.to(type).unsqueeze(1); // [B, 1, 2s]
    Tensor p = both.narrow(2, 0, side());
    Tensor q = both.narrow(2, side(), side()).add(q0.to(type));
    Tensor z = h.linear(b.to(type)).mul(q).sumKeeping(-1); // [B, C, 1]
    return z.mul(p).linear(a.to(type)); // [B, C, out]
  }

  @Override
  public LoraPair lora(Tensor x) {
    Tensor p = x.narrow(0, 0, side()).unsqueeze(1);
    Tensor q = x.narrow(0, side(), side()).add(q0).unsqueeze(0);
    return new LoraPair(a.matmul(p), q.matmul(b));
  }

  @Override
  public LoraPair component(int k) {
    throw new IllegalStateException("hyper is not affine: x is no scale of components");
  }

  @Override
  public int dimensions() {
    return 2 * side();
  }

  @Override
  public boolean isAffine() {
    return false;
  }

  @Override
  public List<Factor> factors() {
    return List.of(
        new Factor("A", a, false), new Factor("B", b, false), new Factor("Q", q0, false));
  }

  @Override
  public List<Double> scales(double plain) {
    return List.of();
  }

  @Override
  public Hyper recentred(Tensor mean) {
    throw new IllegalStateException("hyper is not affine: its mean cannot move");
  }

  @Override
  public Hyper rescaled(Tensor scale) {
    Tensor shrink = scale.reciprocal();
    Tensor down = shrink.narrow(0, side(), side());
    return new Hyper(
        Broadcast.onColumns(VectorShape.RANK, a, shrink.narrow(0, 0, side())),
        Broadcast.onRows(VectorShape.RANK, b, down),
        q0.div(down));
  }
}
