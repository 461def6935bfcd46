package topiclora.study.hypotheses;

import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.outlier.Outliers;
import topiclora.corpus.Document;
import topiclora.study.baselines.Lsa;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.metrics.RankMetrics;
import topiclora.study.metrics.VectorComparison;
import topiclora.study.result.Evidence;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** |x| as an outlier score, and what it measures besides. */
final class Uniqueness implements Hypothesis {
  private static final String WITH = "correlations";
  private static final String FOUND = "outliers";
  private static final String NORM = "|x|";
  private static final String CALIBRATED = "outlier score: |x| calibrated for length";
  private static final String DISTANCE = "cosine distance to 5 nearest x";
  private static final String WORDS = "the same by TF-IDF + SVD";
  private static final String LOSS = "NLL with the shared adapter only";
  private static final String LENGTH = "windows";
  private static final String AUROC = "AUROC";
  private static final int NEAREST = 5;

  @Override
  public int number() {
    return 5;
  }

  @Override
  public String text() {
    return "Is |x| an outlier or uniqueness measure?";
  }

  @Override
  public String reference() {
    return "distance to the nearest documents by x and by TF-IDF + SVD; NLL; length";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return (corpus.hasOutliers()
            ? Stream.of(CorpusPart.ALL, CorpusPart.WITH_OUTLIERS)
            : Stream.of(CorpusPart.ALL))
        .flatMap(part -> plan.fits(part, List.of(plan::options)).stream())
        .toList();
  }

  @Override
  public Evidence evidence(StudyContext context) {
    Plan plan = context.plan();
    StudyTable with =
        StudyTable.of(
                WITH,
                "Spearman's rank correlation over documents",
                "",
                column(LENGTH, 2),
                column(LOSS, 2),
                column(DISTANCE, 2))
            .row(NORM, correlations(context, Uniqueness::norms))
            .row(CALIBRATED, correlations(context, Uniqueness::calibrated))
            .build();
    List<StudyTable> tables = new ArrayList<>(List.of(with));
    List<Plot> plots = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (context.corpus().hasOutliers()) {
      Metric[] found =
          context.metrics(
              seed ->
                  outlierAurocs(
                      context,
                      context.fit(
                          new StudyFit(CorpusPart.WITH_OUTLIERS, plan.options(seed).build()))));
      StudyTable outliers =
          StudyTable.of(
                  FOUND,
                  "how often an outlier has a higher score than an inlier",
                  "score",
                  column(AUROC, 2))
              .row(NORM, found[0])
              .row(CALIBRATED, found[1])
              .row(DISTANCE, found[2])
              .row(WORDS, found[3])
              .row(LOSS, found[4])
              .build();
      tables.add(outliers);
      plots.add(
          Plot.Bars.of("AUROC of finding outliers (1 perfect, 0.5 by chance)", outliers, AUROC));
      remarks.add(
          (context.corpus().hasRareLabels()
                  ? "Outliers are the documents of labels that at most 6 % of the corpus have"
                  : "Outliers were injected: one document of other labels among twenty of one half"
                      + " of the labels, other ones for each seed")
              + "; in a fit of its own of up to 200 documents of the whole corpus.");
    } else {
      plots.add(Plot.Bars.of("Correlation of |x| with length", with, LENGTH));
      remarks.add(
          "Outliers: skipped, since they need a label on every document, and 60 documents or"
              + " more.");
    }
    return new Evidence(tables, plots, remarks);
  }

  private static Metric[] correlations(StudyContext context, Function<StudyRun, double[]> scores) {
    return context.metrics(
        context.plan()::options,
        run -> RankMetrics.spearman(scores.apply(run), lengths(run)),
        run -> RankMetrics.spearman(scores.apply(run), losses(run)),
        run ->
            RankMetrics.spearman(scores.apply(run), VectorComparison.distances(run.x(), NEAREST)));
  }

  private static double[] norms(StudyRun run) {
    return run.model().documents().stream().mapToDouble(DocumentVector::norm).toArray();
  }

  private static double[] lengths(StudyRun run) {
    return run.model().documents().stream().mapToDouble(DocumentVector::windows).toArray();
  }

  /** Documents with nothing held out have none: they get the mean. */
  private static double[] losses(StudyRun run) {
    double mean = run.sharedNll();
    return run.model().documents().stream()
        .mapToDouble(d -> d.heldOutTokens() == 0 ? mean : d.sharedNll() / d.heldOutTokens())
        .toArray();
  }

  private static double[] calibrated(StudyRun run) {
    Map<String, Double> scores = new HashMap<>();
    Outliers.of(run.model()).forEach(o -> scores.put(o.document().id(), o.score()));
    return run.model().documents().stream()
        .mapToDouble(d -> scores.getOrDefault(d.id(), Double.NaN))
        .toArray();
  }

  private static double[] outlierAurocs(StudyContext context, StudyRun run) {
    return context.measure(
        run,
        "outliers",
        () -> {
          Set<String> outliers = context.corpus().outlierLabels(run.options().seed());
          List<Document> texts = context.documents(CorpusPart.WITH_OUTLIERS, run.options());
          boolean[] isOutlier = new boolean[texts.size()];
          for (int d = 0; d < isOutlier.length; d++) {
            isOutlier[d] = outliers.contains(texts.get(d).label());
          }
          float[][] words = new Lsa(context.plan().dimensions()).vectors(texts);
          return new double[] {
            RankMetrics.auroc(norms(run), isOutlier),
            RankMetrics.auroc(calibrated(run), isOutlier),
            RankMetrics.auroc(VectorComparison.distances(run.x(), NEAREST), isOutlier),
            RankMetrics.auroc(VectorComparison.distances(words, NEAREST), isOutlier),
            RankMetrics.auroc(losses(run), isOutlier)
          };
        });
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "|x| finds outliers",
            "AUROC of the outlier score",
            e -> e.at(FOUND, CALIBRATED, AUROC),
            new Rule.AtLeast(0.8, 0.65)),
        new Rule(
            "and better than the distance to the nearest vectors",
            "AUROC of the outlier score minus AUROC of the distance",
            difference(FOUND, CALIBRATED, DISTANCE, AUROC),
            new Rule.Positive(0.02)),
        new Rule(
            "|x| without calibration does not only measure length",
            "correlation of |x| with the number of windows",
            e -> e.at(WITH, NORM, LENGTH),
            new Rule.AtMost(0.3, 0.6)),
        new Rule(
            "The outlier score does not depend on length",
            "correlation of the outlier score with the number of windows",
            e -> e.at(WITH, CALIBRATED, LENGTH),
            new Rule.AtMost(0.2, 0.4)));
  }
}
