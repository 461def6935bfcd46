package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.LongFunction;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.internal.adapter.Both;
import topiclora.core.internal.adapter.Modulation;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.result.Evidence;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** Both factors modulated: overfitting, and whether the documents' factors are near orthogonal. */
final class BothSides implements Hypothesis {
  private static final String FIT = "fit";
  private static final String IDENTITY = "identity";
  private static final String DIMENSIONS = "dimensions";
  private static final String TRAINED = "NLL reduction, training windows";
  private static final String REDUCTION = "NLL reduction, held-out windows";
  private static final String OVERFIT = "overfitting";
  private static final String OWN = "held-out NLL, own vector";
  private static final String ONE = "down";
  private static final String ONE_MORE = "down, twice the dimensions";
  private static final String TWO = "both";
  private static final String TWO_MORE = "both, twice the dimensions";
  private static final String STRONG = "both, L2 × 10";
  private static final String ORTHOGONAL = "both, with orthogonality penalty";
  private static final double ORTHOGONALITY = 1e5;
  private static final String COSINE = "cosine to the identity";
  private static final String UP_X = "(A∘x)ᵀ(A∘x)";
  private static final String DOWN_Y = "(B∘y)(B∘y)ᵀ";
  private static final String COMPONENTS = "their product, of the components x_k y_k a_k b_k";
  private static final String COMPONENTS_PENALISED = "the same, with orthogonality penalty";
  private static final String UP = "AᵀA, which is fixed";
  private static final String DOWN = "BBᵀ, which is fixed";

  @Override
  public int number() {
    return 10;
  }

  @Override
  public String text() {
    return "Does modulating both factors overfit, and are they near orthogonal?";
  }

  @Override
  public String reference() {
    return "down with as many dimensions";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return plan.fits(CorpusPart.ALL, variants(plan).values());
  }

  private static SequencedMap<String, LongFunction<LearningOptions.Builder>> variants(Plan plan) {
    SequencedMap<String, LongFunction<LearningOptions.Builder>> variants = new LinkedHashMap<>();
    variants.put(ONE, plan::options);
    variants.put(ONE_MORE, seed -> plan.options(seed).rank(2 * plan.dimensions()));
    variants.put(TWO, seed -> two(plan, seed));
    variants.put(TWO_MORE, seed -> two(plan, seed).rank(plan.dimensions()));
    variants.put(ORTHOGONAL, seed -> penalised(plan, seed));
    variants.put(STRONG, seed -> two(plan, seed).l2(10));
    return variants;
  }

  /** x and y together have as many dimensions as x of the modulation down. */
  private static LearningOptions.Builder two(Plan plan, long seed) {
    return plan.form(seed, Modulate.BOTH).rank(Math.max(1, plan.dimensions() / 2));
  }

  private static LearningOptions.Builder penalised(Plan plan, long seed) {
    return two(plan, seed).orthogonality(ORTHOGONALITY);
  }

  @Override
  public Evidence evidence(StudyContext context) {
    var fits =
        StudyTable.of(
            FIT,
            "nats per token; NLL reduction is shared adapter only minus own vector (higher is"
                + " better)",
            "modulation",
            column(DIMENSIONS, 0),
            column(TRAINED, 3),
            column(REDUCTION, 3),
            column(OVERFIT, 3),
            column(OWN, 3));
    variants(context.plan())
        .forEach(
            (name, variant) ->
                fits.row(
                    name,
                    context.metrics(
                        variant,
                        StudyRun::dimensions,
                        run -> trained(context, run),
                        StudyRun::nllReduction,
                        run -> trained(context, run) - run.nllReduction(),
                        StudyRun::ownNll)));
    LongFunction<LearningOptions.Builder> two = seed -> two(context.plan(), seed);
    LongFunction<LearningOptions.Builder> penalised = seed -> penalised(context.plan(), seed);
    StudyTable identity =
        StudyTable.of(
                IDENTITY,
                "trace over √r times the Frobenius norm, mean over documents and modules; 1 is the"
                    + " identity's direction",
                "matrix [r, r]",
                column(COSINE, 2))
            .row(UP, context.over(two, run -> cosine(run, Gram.UP, false)))
            .row(UP_X, context.over(two, run -> cosine(run, Gram.UP, true)))
            .row(DOWN, context.over(two, run -> cosine(run, Gram.DOWN, false)))
            .row(DOWN_Y, context.over(two, run -> cosine(run, Gram.DOWN, true)))
            .row(COMPONENTS, context.over(two, run -> cosine(run, Gram.COMPONENTS, true)))
            .row(
                COMPONENTS_PENALISED,
                context.over(penalised, run -> cosine(run, Gram.COMPONENTS, true)))
            .build();
    StudyTable built = fits.build();
    return new Evidence(
        List.of(built, identity),
        List.of(
            Plot.Bars.of(
                "Overfitting: NLL reduction on training minus held-out text", built, OVERFIT),
            Plot.Bars.of("NLL of held-out text, own vectors", built, OWN)),
        List.of(
            "(A∘x)(A∘y)ᵀ = I needs A and B of one shape; a module's output and input have different"
                + " sizes, so each factor is compared with the identity by itself."));
  }

  private static double trained(StudyContext context, StudyRun run) {
    double[] nll =
        context.measure(
            run,
            "trained",
            () -> context.heldOut(run.model().parameters(), run.swapped(), run.x()));
    return nll[1] - nll[0];
  }

  /** Products of the factors that belong to a document. */
  private enum Gram {
    /** {@code (A * x)'(A * x)}. */
    UP,
    /** {@code (B * y)(B * y)'}. */
    DOWN,
    /** One times the other, entry by entry: products of the rank-one components. */
    COMPONENTS
  }

  /** The vectors of a document are x and then y. */
  private static double cosine(StudyRun run, Gram gram, boolean scaled) {
    double sum = 0;
    int count = 0;
    for (Modulation module : run.model().parameters().adapter().modules().values()) {
      if (!(module instanceof Both both)) {
        throw new IllegalArgumentException("the modulation is not both");
      }
      float[][] fixed = fixed(both, gram);
      for (float[] vector : run.x()) {
        sum += cosine(fixed, scale(vector, gram, scaled));
        count++;
      }
    }
    return sum / count;
  }

  private static float[][] fixed(Both both, Gram gram) {
    try (var scope = Scope.open()) {
      Tensor up = both.a().transpose(0, 1).matmul(both.a());
      Tensor down = both.b().matmul(both.b().transpose(0, 1));
      return switch (gram) {
        case UP -> up.toRows();
        case DOWN -> down.toRows();
        case COMPONENTS -> up.mul(down).toRows();
      };
    }
  }

  /** What each row and column of the fixed part is scaled by. */
  private static double[] scale(float[] vector, Gram gram, boolean scaled) {
    int rank = vector.length / 2;
    double[] scale = new double[rank];
    for (int k = 0; k < rank; k++) {
      double x = vector[k];
      double y = vector[rank + k];
      scale[k] =
          switch (gram) {
            case UP -> scaled ? x : 1;
            case DOWN -> scaled ? y : 1;
            case COMPONENTS -> scaled ? x * y : 1;
          };
    }
    return scale;
  }

  private static double cosine(float[][] fixed, double[] scale) {
    double trace = 0;
    double squares = 0;
    for (int i = 0; i < scale.length; i++) {
      for (int j = 0; j < scale.length; j++) {
        double entry = fixed[i][j] * scale[i] * scale[j];
        trace += i == j ? entry : 0;
        squares += entry * entry;
      }
    }
    return squares == 0 ? 0 : trace / Math.sqrt(scale.length * squares);
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "With as many dimensions, modulating both factors overfits more than one",
            "overfitting of both minus that of down",
            difference(FIT, TWO, ONE, OVERFIT),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "and predicts held-out text worse",
            "NLL of both minus NLL of down",
            difference(FIT, TWO, ONE, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A strong L2 makes both better",
            "NLL with the default L2 minus NLL with ten times it",
            difference(FIT, TWO, STRONG, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "An orthogonality penalty makes both better",
            "NLL without the penalty minus NLL with it",
            difference(FIT, TWO, ORTHOGONAL, OWN),
            new Rule.Positive(Completion.LEAST)),
        new Rule(
            "A document's factors are near orthogonal without a penalty",
            "cosine of (A∘x)ᵀ(A∘x) to the identity",
            e -> e.at(IDENTITY, UP_X, COSINE),
            new Rule.AtLeast(0.9, 0.7)));
  }
}
