package topiclora.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import topiclora.tensor.DType;
import topiclora.tensor.Tensor;

/**
 * What is modulated and what is learned: the forms of the idea, and those it is compared with.
 *
 * @param kind which factor of the adapter belongs to the document
 * @param x along which side of A the vector is broadcast
 * @param learnedA whether A (and B) are learned with U and V; otherwise they stay as they were
 *     drawn
 */
public record Form(Kind kind, XShape x, boolean learnedA) {
  /** The idea's main form with its defaults. */
  public static final Form DOWN = new Form(Kind.DOWN, XShape.RANK, false);

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
    LORA
  }

  public Form {
    if (x == XShape.COLUMN && kind != Kind.DOWN && kind != Kind.UP) {
      throw new IllegalArgumentException(
          "x by column goes with the forms down and up, not with " + kind);
    }
    if (learnedA && kind == Kind.HYPER) {
      throw new IllegalArgumentException("A is never learned in the form hyper");
    }
    if (learnedA && kind == Kind.LORA) {
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
    if (kind == Kind.HYPER) {
      int side = Hyper.side(rank);
      shapes.put("A", new long[] {out, side});
      shapes.put("B", new long[] {side, in});
      shapes.put("Q", new long[] {side});
      return shapes;
    }
    shapes.put("U", new long[] {out, rank});
    shapes.put("V", new long[] {rank, in});
    if (kind == Kind.LORA) {
      return shapes;
    }
    shapes.put("A", kind == Kind.DOWN ? new long[] {rank, in} : new long[] {out, rank});
    if (kind == Kind.BOTH) {
      shapes.put("B", new long[] {rank, in});
    }
    return shapes;
  }

  /** Reads what {@link Modulation#tensors()} named. */
  Modulation of(Map<String, Tensor> parts) {
    return switch (kind) {
      case DOWN -> new Down(part(parts, "U"), part(parts, "V"), part(parts, "A"), x, learnedA);
      case UP -> new Up(part(parts, "U"), part(parts, "V"), part(parts, "A"), x, learnedA);
      case BOTH ->
          new Both(
              part(parts, "U"), part(parts, "V"), part(parts, "A"), part(parts, "B"), learnedA);
      case HYPER -> new Hyper(part(parts, "A"), part(parts, "B"), part(parts, "Q"));
      case LORA -> new Lora(part(parts, "U"), part(parts, "V"));
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
  public Modulation drawn(int in, int out, int rank, double effect, RandomGenerator random) {
    Tensor up = Tensor.gaussian(random, out, rank).mul(effect);
    Tensor down = Tensor.gaussian(random, rank, in);
    return switch (kind) {
      case DOWN -> new Down(up, down.mul(0), down, x, learnedA);
      case UP -> new Up(up.mul(0), down, up, x, learnedA);
      case BOTH -> Both.started(up, down, learnedA);
      case HYPER ->
          throw new IllegalArgumentException(
              "the form hyper has nothing to learn from questions; wanted down, up or both");
      case LORA ->
          throw new IllegalArgumentException(
              "the form lora has no vectors to hold facts; wanted down, up or both");
    };
  }

  /**
   * Whether a number of x says how far the output goes along a direction of {@link #started}, for a
   * mean input.
   */
  public boolean followsDirections() {
    return x.byRank() && (kind == Kind.DOWN || kind == Kind.UP);
  }

  /**
   * The modulation that a fit starts from: nothing is added at x = 0, and x moves the output along
   * the directions that were found.
   *
   * @param directions at the map's output {@code [out, r]}
   * @param mean the map's mean input {@code [in]}
   */
  public Modulation started(Tensor directions, Tensor mean, RandomGenerator random) {
    int rank = directions.size(1);
    int out = directions.size(0);
    int in = mean.size(0);
    if (kind == Kind.HYPER) {
      return Hyper.random(in, out, rank, mean, random);
    }
    Tensor around = Directions.around(mean, rank, NOISE, random); // [r, in]
    Tensor none = Tensor.zeros(DType.F32, out, rank);
    return switch (kind) {
      case DOWN -> new Down(directions, around.mul(0), around, x, learnedA);
      case UP -> new Up(none, around, directions, x, learnedA);
      case LORA -> Lora.started(directions, around);
      default -> Both.started(directions, around, learnedA);
    };
  }
}
