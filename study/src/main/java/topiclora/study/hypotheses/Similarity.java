package topiclora.study.hypotheses;

import static topiclora.study.hypotheses.FitTable.KNN;
import static topiclora.study.result.Rule.difference;
import static topiclora.study.result.StudyTable.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.windows.Windows;
import topiclora.corpus.Document;
import topiclora.lm.internal.math.StandardScaler;
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.baselines.Lsa;
import topiclora.study.baselines.MeanHidden;
import topiclora.study.context.CorpusPart;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyCorpus;
import topiclora.study.context.StudyFit;
import topiclora.study.context.StudyRun;
import topiclora.study.metrics.DocumentHalves;
import topiclora.study.metrics.EmbeddingMetrics;
import topiclora.study.metrics.VectorComparison;
import topiclora.study.result.Evidence;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;
import topiclora.study.result.Rule;
import topiclora.study.result.StudyTable;

/** cos(x_i, x_j) as similarity: neighbours against labels, and halves of documents. */
final class Similarity implements Hypothesis {
  private static final String LABELS = "labels";
  private static final String HALVES = "halves";
  private static final String OURS = "TopicLoRA, x";
  private static final String TFIDF = "TF-IDF + SVD";
  private static final String HIDDEN = "mean hidden state below x";
  private static final String CHANCE = "chance";
  private static final String AT_1 = "recall at 1";
  private static final String AT_10 = "recall at 10";
  private static final int MANY = 10;

  @Override
  public int number() {
    return 6;
  }

  @Override
  public String text() {
    return "Is cos(x_i, x_j) a similarity?";
  }

  @Override
  public String reference() {
    return "TF-IDF + SVD of as many dimensions; the base model's mean hidden state (576 dimensions"
        + " in the default base)";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus corpus) {
    return plan.fits(CorpusPart.ALL, List.of(plan::options));
  }

  @Override
  public Evidence evidence(StudyContext context) {
    Plan plan = context.plan();
    List<StudyTable> tables = new ArrayList<>();
    List<Plot> plots = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (context.corpus().labelled()) {
      StudyTable labels =
          StudyTable.of(
                  LABELS,
                  "share of documents whose label their five nearest others vote for",
                  "vectors",
                  column(KNN, 3))
              .row(OURS, context.over(plan::options, run -> FitTable.knn(context, run)))
              .row(TFIDF, context.overSeeds(seed -> tfIdf(context)))
              .row(HIDDEN, context.over(plan::options, run -> hidden(context, run)))
              .build();
      tables.add(labels);
      plots.add(Plot.Bars.of("Neighbours against labels", labels, KNN));
    } else {
      remarks.add("Labels: skipped, since not every document has one.");
    }
    StudyTable halves =
        StudyTable.of(
                HALVES,
                "a document cut in two: how often the second half is among the 1 or 10 most"
                    + " similar to the first, of "
                    + context.corpus().documents().size()
                    + " second halves",
                "vectors",
                column(AT_1, 3),
                column(AT_10, 3))
            .row(OURS, context.metrics(seed -> halves(context, context.fit(plan.options(seed)))))
            .row(TFIDF, context.metrics(seed -> halvesByWords(context)))
            .row(
                HIDDEN,
                context.metrics(seed -> halvesByState(context, context.fit(plan.options(seed)))))
            .row(CHANCE, chance(context, 1), chance(context, MANY))
            .build();
    tables.add(halves);
    plots.add(Plot.Bars.of("Recall of a document's other half", halves, AT_10));
    remarks.add(
        "The halves are folded in as new documents; the shared adapter was fitted to the text of"
            + " both.");
    return new Evidence(tables, plots, remarks);
  }

  private static Metric chance(StudyContext context, int k) {
    return Metric.of(Math.min(1, (double) k / context.corpus().documents().size()));
  }

  private static double[] halves(StudyContext context, StudyRun run) {
    return recall(context, run, context.foldedIn(run, CorpusPart.HALVES));
  }

  /** A half that is too short for a window has no vector, and its other half is left out, too. */
  private static double[] recall(StudyContext context, StudyRun run, float[][] vectors) {
    List<Document> cut = context.runs().catalogue(CorpusPart.HALVES, run.options()).documents();
    return recall(DocumentHalves.paired(cut, vectors));
  }

  private static double[] recall(float[][] paired) {
    return new double[] {VectorComparison.recall(paired, 1), VectorComparison.recall(paired, MANY)};
  }

  private static double[] halvesByWords(StudyContext context) {
    return context.measure(
        "halves by TF-IDF",
        () ->
            recall(
                new Lsa(context.plan().dimensions())
                    .vectors(context.corpus().part(CorpusPart.HALVES, 1))));
  }

  private static double[] halvesByState(StudyContext context, StudyRun run) {
    return context.measure(
        run,
        "halves by state",
        () ->
            recall(
                context,
                run,
                standardised(
                    context.base(),
                    context.runs().catalogue(CorpusPart.HALVES, run.options()).windows(),
                    run.model().parameters().adapter().firstLayer())));
  }

  private static float[][] standardised(BaseModel base, Windows windows, int layer) {
    return StandardScaler.standardised(MeanHidden.of(base, windows, layer));
  }

  private static double tfIdf(StudyContext context) {
    List<Document> documents = context.corpus().documents();
    return context
        .measure(
            "knn by TF-IDF",
            () ->
                new double[] {
                  EmbeddingMetrics.neighbours(
                      new Lsa(context.plan().dimensions()).vectors(documents),
                      documents.stream().map(d -> Objects.requireNonNull(d.label())).toList())
                })[0];
  }

  private static double hidden(StudyContext context, StudyRun run) {
    return context
        .measure(
            run,
            "knn by state",
            () ->
                new double[] {
                  EmbeddingMetrics.neighbours(
                      standardised(
                          context.base(),
                          run.windows(),
                          run.model().parameters().adapter().firstLayer()),
                      run.model().documents().stream()
                          .map(DocumentVector::label)
                          .map(Objects::requireNonNull)
                          .toList())
                })[0];
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "Neighbours by x have the same label as often as those by TF-IDF + SVD",
            "kNN of x minus kNN of TF-IDF + SVD",
            difference(LABELS, OURS, TFIDF, KNN),
            new Rule.AtLeast(-0.02, -0.1)),
        new Rule(
            "and as often as those by the base model's hidden states",
            "kNN of x minus kNN of the mean hidden state",
            difference(LABELS, OURS, HIDDEN, KNN),
            new Rule.AtLeast(-0.02, -0.1)),
        new Rule(
            "Two halves of a document find each other by x as often as by TF-IDF + SVD",
            "recall at 10 of x minus that of TF-IDF + SVD",
            difference(HALVES, OURS, TFIDF, AT_10),
            new Rule.AtLeast(-0.02, -0.1)));
  }
}
