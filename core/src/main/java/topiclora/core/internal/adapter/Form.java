package topiclora.core.internal.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import topiclora.core.VectorShape;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * What is modulated and what is learned: the forms of the idea, and those it is compared with.
 *
 * @param factor which factor of the adapter belongs to the document
 * @param vectorShape along which side of A the vector is broadcast
 * @param trainA whether A (and B) are learned with U and V; otherwise they stay as they were drawn
 */
public record Form(Kind factor, VectorShape vectorShape, boolean trainA) {
  /** The idea's main form with its defaults. */
  public static final Form DOWN = new Form(Kind.DOWN, VectorShape.RANK, false);

  /** Length of A's random part against its projection on the mean input. */
  private static final double NOISE = 0.5;

  /** Which factor of the adapter belongs to the document. */
  public enum Kind {
    /** {@code U (V + A * x)}. */
    DOWN,
    /** {@code (U + A * x) V}. */
    UP,
    /** {@code (U + A * x)(V + B * y)}, not affine. */
    BOTH,
    /** {@code A P Q B} with P and Q the document's and nothing learned from the corpus. */
    HYPER,
    /** {@code U V}, one for the corpus; documents have no vectors. */
    NONE
  }

  public Form {
    if (vectorShape == VectorShape.COLUMN && factor != Kind.DOWN && factor != Kind.UP) {
      throw new IllegalArgumentException(
          "x by column goes with the forms down and up, not with " + factor);
    }
    if (trainA && factor == Kind.HYPER) {
      throw new IllegalArgumentException("A is never learned in the form hyper");
    }
    if (trainA && factor == Kind.NONE) {
      throw new IllegalArgumentException("the form lora has no A to learn");
    }
  }

  /** A modulation of zeros, to be written into. */
  public Modulation zeros(int in, int out, int rank) {
    SequencedMap<String, Tensor> parts = new LinkedHashMap<>();
    shapes(in, out, rank).forEach((letter, s) -> parts.put(letter, Tensor.zeros(DType.F32, s)));
    return of(parts);
  }

  private SequencedMap<String, long[]> shapes(int in, int out, int rank) {
    SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
    if (factor == Kind.HYPER) {
      int side = Hyper.side(rank);
      shapes.put("A", new long[] {out, side});
      shapes.put("B", new long[] {side, in});
      shapes.put("Q", new long[] {side});
      return shapes;
    }
    shapes.put("U", new long[] {out, rank});
    shapes.put("V", new long[] {rank, in});
    if (factor == Kind.NONE) {
      return shapes;
    }
    shapes.put("A", factor == Kind.DOWN ? new long[] {rank, in} : new long[] {out, rank});
    if (factor == Kind.BOTH) {
      shapes.put("B", new long[] {rank, in});
    }
    return shapes;
  }

  /** Reads what {@link Modulation#tensors()} named. */
  Modulation of(Map<String, Tensor> parts) {
    return switch (factor) {
      case DOWN ->
          new Down(part(parts, "U"), part(parts, "V"), part(parts, "A"), vectorShape, trainA);
      case UP -> new Up(part(parts, "U"), part(parts, "V"), part(parts, "A"), vectorShape, trainA);
      case BOTH ->
          new Both(part(parts, "U"), part(parts, "V"), part(parts, "A"), part(parts, "B"), trainA);
      case HYPER -> new Hyper(part(parts, "A"), part(parts, "B"), part(parts, "Q"));
      case NONE -> new Lora(part(parts, "U"), part(parts, "V"));
    };
  }

  private static Tensor part(Map<String, Tensor> parts, String letter) {
    Tensor tensor = parts.get(letter);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + letter);
    }
    return tensor;
  }

  /**
   * A modulation with nothing known of the corpus: A and the other factor Gaussian, the shared term
   * zero.
   *
   * @param effect size of an entry of the up matrix
   */
  public Modulation random(int in, int out, int rank, double effect, RandomGenerator random) {
    Tensor up = Tensor.gaussian(random, out, rank).mul(effect);
    Tensor down = Tensor.gaussian(random, rank, in);
    return switch (factor) {
      case DOWN -> new Down(up, down.mul(0), down, vectorShape, trainA);
      case UP -> new Up(up.mul(0), down, up, vectorShape, trainA);
      case BOTH -> Both.initialised(up, down, trainA);
      case HYPER ->
          throw new IllegalArgumentException(
              "the form hyper has nothing to learn from questions; wanted down, up or both");
      case NONE ->
          throw new IllegalArgumentException(
              "the form lora has no vectors to hold facts; wanted down, up or both");
    };
  }

  /**
   * Whether a number of x says how far the output goes along a direction of {@link #initialised},
   * for a mean input.
   */
  public boolean followsDirections() {
    return vectorShape.byRank() && (factor == Kind.DOWN || factor == Kind.UP);
  }

  /**
   * The modulation that a fit starts from: nothing is added at x = 0, and x moves the output along
   * the directions that were found.
   *
   * @param directions at the map's output {@code [out, r]}
   * @param mean the map's mean input {@code [in]}
   */
  public Modulation initialised(Tensor directions, Tensor mean, RandomGenerator random) {
    int rank = directions.size(1);
    int out = directions.size(0);
    int in = mean.size(0);
    if (factor == Kind.HYPER) {
      return Hyper.random(in, out, rank, mean, random);
    }
    Tensor around = RandomInit.around(mean, rank, NOISE, random); // [r, in]
    Tensor none = Tensor.zeros(DType.F32, out, rank);
    return switch (factor) {
      case DOWN -> new Down(directions, around.mul(0), around, vectorShape, trainA);
      case UP -> new Up(none, around, directions, vectorShape, trainA);
      case NONE -> Lora.initialised(directions, around);
      default -> Both.initialised(directions, around, trainA);
    };
  }
}
