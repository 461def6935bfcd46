package topiclora.core.internal.adapter;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;
import topiclora.core.Modulate;
import topiclora.core.ModulationForm;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Makes the modulations of a form: of zeros, from a file's tensors, at random, and where a fit
 * starts.
 */
public record ModulationFactory(ModulationForm form) {
  /** Norm of A's random part against its projection on the mean input. */
  private static final double NOISE = 0.5;

  /** A modulation of zeros, to be written into. */
  public Modulation zeros(int in, int out, int rank) {
    SequencedMap<String, Tensor> parts = new LinkedHashMap<>();
    shapes(in, out, rank).forEach((letter, s) -> parts.put(letter, Tensor.zeros(DType.F32, s)));
    return of(parts);
  }

  private SequencedMap<String, long[]> shapes(int in, int out, int rank) {
    SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
    if (form.modulate() == Modulate.HYPER) {
      int side = Hyper.side(rank);
      shapes.put("A", new long[] {out, side});
      shapes.put("B", new long[] {side, in});
      shapes.put("Q", new long[] {side});
      return shapes;
    }
    shapes.put("U", new long[] {out, rank});
    shapes.put("V", new long[] {rank, in});
    if (form.modulate() == Modulate.NONE) {
      return shapes;
    }
    shapes.put(
        "A", form.modulate() == Modulate.DOWN ? new long[] {rank, in} : new long[] {out, rank});
    if (form.modulate() == Modulate.BOTH) {
      shapes.put("B", new long[] {rank, in});
    }
    return shapes;
  }

  /** Reads what {@link Modulation#tensors()} named. */
  Modulation of(Map<String, Tensor> parts) {
    return switch (form.modulate()) {
      case DOWN ->
          new Down(
              part(parts, "U"),
              part(parts, "V"),
              part(parts, "A"),
              form.vectorShape(),
              form.trainA());
      case UP ->
          new Up(
              part(parts, "U"),
              part(parts, "V"),
              part(parts, "A"),
              form.vectorShape(),
              form.trainA());
      case BOTH ->
          new Both(
              part(parts, "U"),
              part(parts, "V"),
              part(parts, "A"),
              part(parts, "B"),
              form.trainA());
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
    return switch (form.modulate()) {
      case DOWN -> new Down(up, down.mul(0), down, form.vectorShape(), form.trainA());
      case UP -> new Up(up.mul(0), down, up, form.vectorShape(), form.trainA());
      case BOTH -> Both.initialised(up, down, form.trainA());
      case HYPER ->
          throw new IllegalArgumentException(
              "modulate hyper learns nothing from questions; wanted down, up or both");
      case NONE ->
          throw new IllegalArgumentException(
              "modulate none has no vectors to hold facts; wanted down, up or both");
    };
  }

  /**
   * Whether a dimension of x says how far the output goes along a direction of {@link
   * #initialised}, for a mean input.
   */
  public boolean followsDirections() {
    return form.vectorShape().byRank()
        && (form.modulate() == Modulate.DOWN || form.modulate() == Modulate.UP);
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
    if (form.modulate() == Modulate.HYPER) {
      return Hyper.random(in, out, rank, mean, random);
    }
    Tensor around = RandomInit.around(mean, rank, NOISE, random); // [r, in]
    Tensor none = Tensor.zeros(DType.F32, out, rank);
    return switch (form.modulate()) {
      case DOWN -> new Down(directions, around.mul(0), around, form.vectorShape(), form.trainA());
      case UP -> new Up(none, around, directions, form.vectorShape(), form.trainA());
      case NONE -> Lora.initialised(directions, around);
      default -> Both.initialised(directions, around, form.trainA());
    };
  }
}
