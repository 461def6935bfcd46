package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import topiclora.core.LearningOptions;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.metrics.Deltas;
import topiclora.study.metrics.Distribution;
import topiclora.study.metrics.Growth;
import topiclora.study.result.Evidence;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/**
 * Whether the documents' own parts add up to nothing, with A fixed at random and with A trained.
 */
final class Vanishing implements Hypothesis {
  private static final String SUMS = "sums";
  private static final String FIXED = "A fixed, documents that the fit has not seen";
  private static final String TRAINED = "A trained, documents that the fit has not seen";
  private static final String OWN = "A fixed, the fit's own documents";
  private static final String X_EXPONENT = "exponent of |Σ x|";
  private static final String EXPONENT = "exponent of |Σ U(A∘x)|";
  private static final String RATIO = "|Σ U(A∘x)| / √N of one";
  private static final String KURTOSIS = "excess kurtosis of x";
  private static final String ISOTROPY = "share of directions used";

  @Override
  public int number() {
    return 9;
  }

  @Override
  public String text() {
    return "Do the documents' own parts add up to nothing where A is fixed at random?";
  }

  @Override
  public String reference() {
    return "noise, which grows as √N (exponent 0.5), and a common direction, which grows as N (1)";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return plan.fits(CorpusPart.EVEN, List.of(plan::options, plan::trainA));
  }

  private static StudyFit half(LearningOptions.Builder options) {
    return new StudyFit(CorpusPart.EVEN, options.build());
  }

  /** Vectors, and the fit whose shared adapter they belong to. */
  private record Fitted(StudyRun run, float[][] x) {}

  @Override
  public Evidence evidence(StudyContext context) {
    Plan plan = context.plan();
    LongFunction<Fitted> fixed = seed -> unseen(context, context.fit(half(plan.options(seed))));
    LongFunction<Fitted> trained = seed -> unseen(context, context.fit(half(plan.trainA(seed))));
    LongFunction<Fitted> own =
        seed -> {
          StudyRun run = context.fit(half(plan.options(seed)));
          return new Fitted(run, run.x());
        };
    StudyTable table =
        StudyTable.of(
                SUMS,
                "each fit has seen every other document; the rest are folded in, so that nothing"
                    + " makes their vectors sum to zero",
                "vectors",
                column(X_EXPONENT, 2),
                column(EXPONENT, 2),
                column(RATIO, 2),
                column(KURTOSIS, 2),
                column(ISOTROPY, 2))
            .row(FIXED, context.metrics(seed -> metrics(fixed.apply(seed))))
            .row(TRAINED, context.metrics(seed -> metrics(trained.apply(seed))))
            .row(OWN, context.metrics(seed -> metrics(own.apply(seed))))
            .build();
    return new Evidence(
        List.of(table),
        List.of(
            new Plot.Curves(
                "Norm of the sum of n documents' own parts",
                "n documents",
                "norm, in norms of one document",
                true,
                true,
                List.of(
                    reference("noise: √n", fixed, Math::sqrt),
                    reference("common direction: n", fixed, n -> (double) n),
                    line("A trained", context, trained),
                    line("A fixed", context, fixed)))),
        List.of(
            "A fit moves the mean of its own vectors into V after every epoch, an unlimited penalty"
                + " on the mean: their row shows what is left.",
            "Kurtosis: -1.2 uniform, 0 normal, 3 Laplace. Share of directions used: 1"
                + " where x uses all alike."));
  }

  private static Fitted unseen(StudyContext context, StudyRun run) {
    return new Fitted(run, context.foldedIn(run, CorpusPart.ODD));
  }

  private static double[] metrics(Fitted seen) {
    Growth growth = growth(seen);
    return new double[] {
      Growth.of(Deltas.products(seen.x)).exponent(),
      growth.exponent(),
      growth.length(growth.count()) / Math.sqrt(growth.count()),
      Distribution.kurtosis(seen.x),
      Distribution.isotropy(seen.x)
    };
  }

  private static Growth growth(Fitted seen) {
    return Growth.of(Deltas.products(seen.run.model().parameters().adapter(), seen.x));
  }

  private static Plot.Line line(String name, StudyContext context, LongFunction<Fitted> seen) {
    List<Integer> counts = counts(growth(seen.apply(1)).count());
    Metric[] lengths =
        context.metrics(
            seed -> {
              Growth growth = growth(seen.apply(seed));
              return counts.stream().mapToDouble(growth::length).toArray();
            });
    List<Plot.Point> points = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      points.add(new Plot.Point(counts.get(i), lengths[i]));
    }
    return new Plot.Line(name, points);
  }

  private static Plot.Line reference(
      String name, LongFunction<Fitted> seen, Function<Integer, Double> length) {
    List<Plot.Point> points =
        counts(growth(seen.apply(1)).count()).stream()
            .map(n -> new Plot.Point(n, Metric.of(length.apply(n))))
            .toList();
    return new Plot.Line(name, points, true);
  }

  private static List<Integer> counts(int all) {
    List<Integer> counts = new ArrayList<>();
    for (int n = 1; n < all; n *= 2) {
      counts.add(n);
    }
    counts.add(all);
    return counts;
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "With A fixed at random the sum of the documents' own parts is noise",
            "exponent of |Σ U(A∘x)| of unseen documents",
            e -> e.at(SUMS, FIXED, EXPONENT),
            new Rule.AtMost(0.6, 0.8)),
        new Rule(
            "and closer to noise than with A trained",
            "exponent with A trained minus exponent with A fixed",
            difference(SUMS, TRAINED, FIXED, EXPONENT),
            new Rule.Positive(0.05)),
        new Rule(
            "x is spread uniformly in each component",
            "excess kurtosis of x",
            e -> e.at(SUMS, FIXED, KURTOSIS),
            new Rule.AtMost(-0.9, -0.3)));
  }
}
