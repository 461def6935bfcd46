package topiclora.study;

import static topiclora.study.Rule.difference;
import static topiclora.study.Table.column;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import topiclora.fit.FitOptions;

/**
 * Whether the documents' own parts add up to nothing, with A fixed at random and with A learned.
 */
final class Vanishing implements Question {
  private static final String SUMS = "sums";
  private static final String FIXED = "A fixed, documents that the fit has not seen";
  private static final String LEARNED = "A learned, documents that the fit has not seen";
  private static final String OWN = "A fixed, the fit's own documents";
  private static final String X_EXPONENT = "exponent of |Σ x|";
  private static final String EXPONENT = "exponent of |Σ U(A∘x)|";
  private static final String RATIO = "|Σ U(A∘x)| / √N of one";
  private static final String KURTOSIS = "excess kurtosis of x";
  private static final String ISOTROPY = "directions used";

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
    return "noise, which grows by √N (exponent 0.5), and a common direction, which grows by N (1)";
  }

  @Override
  public List<Wanted> wanted(Plan plan, Subject subject) {
    return plan.wanted(Part.EVEN, List.of(plan::options, plan::learnedA));
  }

  private static Wanted half(FitOptions.Builder options) {
    return new Wanted(Part.EVEN, options.build());
  }

  /** Vectors, and the fit whose shared part they belong to. */
  private record Seen(Run run, float[][] x) {}

  @Override
  public Evidence evidence(Lab lab) {
    Plan plan = lab.plan();
    LongFunction<Seen> fixed = seed -> unseen(lab, lab.fit(half(plan.options(seed))));
    LongFunction<Seen> learned = seed -> unseen(lab, lab.fit(half(plan.learnedA(seed))));
    LongFunction<Seen> own =
        seed -> {
          Run run = lab.fit(half(plan.options(seed)));
          return new Seen(run, run.x());
        };
    Table table =
        Table.of(
                SUMS,
                "each fit has seen every other document; the rest are folded in, so that nothing"
                    + " makes their vectors sum to zero",
                "vectors",
                column(X_EXPONENT, 2),
                column(EXPONENT, 2),
                column(RATIO, 2),
                column(KURTOSIS, 2),
                column(ISOTROPY, 2))
            .row(FIXED, lab.figures(seed -> figures(fixed.apply(seed))))
            .row(LEARNED, lab.figures(seed -> figures(learned.apply(seed))))
            .row(OWN, lab.figures(seed -> figures(own.apply(seed))))
            .build();
    return new Evidence(
        List.of(table),
        List.of(
            new Picture.Curves(
                "How long the sum of n documents' own parts is",
                "n documents",
                "length, in lengths of one",
                true,
                true,
                List.of(
                    reference("noise: √n", fixed, Math::sqrt),
                    reference("common direction: n", fixed, n -> (double) n),
                    line("A learned", lab, learned),
                    line("A fixed", lab, fixed)))),
        List.of(
            "A fit moves the mean of its own vectors into V after every pass, which is a penalty on"
                + " the mean without limit: their row shows what is left.",
            "Kurtosis: -1.2 uniform, 0 normal, 3 Laplace. Directions used: 1 where x uses all"
                + " alike."));
  }

  private static Seen unseen(Lab lab, Run run) {
    return new Seen(run, lab.foldedIn(run, Part.ODD));
  }

  private static double[] figures(Seen seen) {
    Growth growth = growth(seen);
    return new double[] {
      Growth.of(Deltas.products(seen.x)).exponent(),
      growth.exponent(),
      growth.length(growth.count()) / Math.sqrt(growth.count()),
      Distribution.kurtosis(seen.x),
      Distribution.isotropy(seen.x)
    };
  }

  private static Growth growth(Seen seen) {
    return Growth.of(Deltas.products(seen.run.model().learned().adapter(), seen.x));
  }

  private static Picture.Line line(String name, Lab lab, LongFunction<Seen> seen) {
    List<Integer> counts = counts(growth(seen.apply(1)).count());
    Figure[] lengths =
        lab.figures(
            seed -> {
              Growth growth = growth(seen.apply(seed));
              return counts.stream().mapToDouble(growth::length).toArray();
            });
    List<Picture.Point> points = new ArrayList<>();
    for (int i = 0; i < lengths.length; i++) {
      points.add(new Picture.Point(counts.get(i), lengths[i]));
    }
    return new Picture.Line(name, points);
  }

  private static Picture.Line reference(
      String name, LongFunction<Seen> seen, Function<Integer, Double> length) {
    List<Picture.Point> points =
        counts(growth(seen.apply(1)).count()).stream()
            .map(n -> new Picture.Point(n, Figure.of(length.apply(n))))
            .toList();
    return new Picture.Line(name, points, true);
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
            "and closer to noise than with A learned",
            "exponent with A learned minus exponent with A fixed",
            difference(SUMS, LEARNED, FIXED, EXPONENT),
            new Rule.Positive(0.05)),
        new Rule(
            "x is spread uniformly in each component",
            "excess kurtosis of x",
            e -> e.at(SUMS, FIXED, KURTOSIS),
            new Rule.AtMost(-0.9, -0.3)));
  }
}
