package topiclora.study;

import static topiclora.study.Table.column;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import topiclora.adapter.Both;
import topiclora.adapter.Form;
import topiclora.adapter.Modulation;
import topiclora.fit.FitOptions;
import topiclora.tensor.Scope;

/** Both sides modulated: overfitting, and whether the documents' factors are near orthogonal. */
final class BothSides implements Question {
  private static final String FIT = "fit";
  private static final String IDENTITY = "identity";
  private static final String NUMBERS = "numbers a document";
  private static final String TRAINED = "gain on windows learned from";
  private static final String GAIN = "gain on held-out windows";
  private static final String OVERFIT = "difference";
  private static final String OWN = "held-out nats, own x";
  private static final String ONE = "down";
  private static final String ONE_MORE = "down, twice the numbers";
  private static final String TWO = "both";
  private static final String TWO_MORE = "both, twice the numbers";
  private static final String STRONG = "both, L2 × 10";
  private static final String ORTHOGONAL = "both, prior that its factors are orthogonal";
  private static final double ORTHOGONALITY = 1;
  private static final String COSINE = "cosine to the identity";
  private static final String UP_X = "(A∘x)ᵀ(A∘x)";
  private static final String DOWN_Y = "(B∘y)(B∘y)ᵀ";
  private static final String UP = "AᵀA, which is fixed";
  private static final String DOWN = "BBᵀ, which is fixed";

  @Override
  public int number() {
    return 10;
  }

  @Override
  public String text() {
    return "Does modulating both sides overfit, and are its factors near orthogonal?";
  }

  @Override
  public String reference() {
    return "down with as many numbers a document";
  }

  @Override
  public List<Wanted> wanted(Plan plan, Subject subject) {
    List<Wanted> wanted = new ArrayList<>();
    ways(plan)
        .values()
        .forEach(way -> plan.seedNumbers().forEach(s -> wanted.add(Wanted.all(way.apply(s)))));
    return wanted;
  }

  private static SequencedMap<String, LongFunction<FitOptions.Builder>> ways(Plan plan) {
    SequencedMap<String, LongFunction<FitOptions.Builder>> ways = new LinkedHashMap<>();
    ways.put(ONE, plan::options);
    ways.put(ONE_MORE, seed -> plan.options(seed).rank(2 * plan.numbers()));
    ways.put(TWO, seed -> two(plan, seed));
    ways.put(TWO_MORE, seed -> two(plan, seed).rank(plan.numbers()));
    ways.put(ORTHOGONAL, seed -> two(plan, seed).orthogonality(ORTHOGONALITY));
    ways.put(STRONG, seed -> two(plan, seed).l2(10));
    return ways;
  }

  /** x and y together have as many numbers as x of the form down. */
  private static FitOptions.Builder two(Plan plan, long seed) {
    return plan.form(seed, Form.Kind.BOTH).rank(Math.max(1, plan.numbers() / 2));
  }

  @Override
  public Evidence evidence(Lab lab) {
    var fits =
        Table.of(
            FIT,
            "nats per token that the own x gains over x = 0",
            "form",
            column(NUMBERS, 0),
            column(TRAINED, 3),
            column(GAIN, 3),
            column(OVERFIT, 3),
            column(OWN, 3));
    ways(lab.plan())
        .forEach(
            (name, way) ->
                fits.row(
                    name,
                    lab.over(way, Run::numbers),
                    lab.over(way, run -> trained(lab, run)),
                    lab.over(way, Run::gain),
                    lab.over(way, run -> trained(lab, run) - run.gain()),
                    lab.over(way, Run::own)));
    LongFunction<FitOptions.Builder> two = seed -> two(lab.plan(), seed);
    Table identity =
        Table.of(
                IDENTITY,
                "trace over √r times the Frobenius norm, mean over documents and modules; 1 is the"
                    + " identity's direction",
                "matrix [r, r]",
                column(COSINE, 2))
            .row(UP, lab.over(two, run -> cosine(run, Side.UP, false)))
            .row(UP_X, lab.over(two, run -> cosine(run, Side.UP, true)))
            .row(DOWN, lab.over(two, run -> cosine(run, Side.DOWN, false)))
            .row(DOWN_Y, lab.over(two, run -> cosine(run, Side.DOWN, true)))
            .build();
    Table built = fits.build();
    return new Evidence(
        List.of(built, identity),
        List.of(
            Picture.Bars.of("Overfitting: gain on text learned from minus unseen", built, OVERFIT),
            Picture.Bars.of("Unseen text, own x", built, OWN)),
        List.of(
            "The idea's (A∘x)(A∘y)ᵀ = I wants A and B of one shape; a map's output and input have"
                + " different sizes, so each side is held against the identity by itself."));
  }

  private static double trained(Lab lab, Run run) {
    double[] nats =
        lab.note(run, "trained", () -> lab.heldOut(run.model().learned(), run.swapped(), run.x()));
    return nats[1] - nats[0];
  }

  private enum Side {
    UP,
    DOWN
  }

  /** The vectors of a document are x and then y. */
  private static double cosine(Run run, Side side, boolean scaled) {
    double sum = 0;
    int count = 0;
    for (Modulation module : run.model().learned().adapter().modules().values()) {
      if (!(module instanceof Both both)) {
        throw new IllegalArgumentException("the form is not both");
      }
      float[][] gram = gram(both, side);
      int rank = gram.length;
      for (float[] vector : scaled ? run.x() : new float[][] {ones(2 * rank)}) {
        sum += cosine(gram, vector, side == Side.UP ? 0 : rank);
        count++;
      }
    }
    return sum / count;
  }

  private static float[][] gram(Both both, Side side) {
    try (var scope = Scope.open()) {
      return switch (side) {
        case UP -> both.a().transpose(0, 1).matmul(both.a()).toRows();
        case DOWN -> both.b().matmul(both.b().transpose(0, 1)).toRows();
      };
    }
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static double cosine(float[][] gram, float[] vector, int from) {
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < gram.length; i++) {
      for (int j = 0; j < gram.length; j++) {
        double entry = (double) gram[i][j] * vector[from + i] * vector[from + j];
        trace += i == j ? entry : 0;
        squares += entry * entry;
      }
    }
    return squares == 0 ? 0 : trace / Math.sqrt(gram.length * squares);
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "With as many numbers a document, both sides overfit more than one",
            "difference of gains of both minus that of down",
            e -> e.at(FIT, TWO, OVERFIT).minus(e.at(FIT, ONE, OVERFIT)),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "and foretell unseen text worse",
            "nats of both minus nats of down",
            e -> e.at(FIT, TWO, OWN).minus(e.at(FIT, ONE, OWN)),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A heavy L2 makes both sides better",
            "nats with the default L2 minus nats with ten times it",
            e -> e.at(FIT, TWO, OWN).minus(e.at(FIT, STRONG, OWN)),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A document's factors are near orthogonal without being asked to be",
            "cosine of (A∘x)ᵀ(A∘x) to the identity",
            e -> e.at(IDENTITY, UP_X, COSINE),
            new Rule.AtLeast(0.9, 0.7)));
  }
}
