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
import topiclora.lm.internal.model.BaseModel;
import topiclora.study.baselines.Lsa;
import topiclora.study.baselines.MeanHidden;
import topiclora.study.baselines.Pca;
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
    return "TF-IDF + SVD of as many numbers; the base's mean hidden state (576 numbers in the"
        + " default base)";
  }

  @Override
  public List<StudyFit> fits(Plan plan, StudyCorpus subject) {
    return plan.fits(CorpusPart.ALL, List.of(plan::options));
  }

  @Override
  public Evidence evidence(StudyContext lab) {
    Plan plan = lab.plan();
    List<StudyTable> tables = new ArrayList<>();
    List<Plot> pictures = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (lab.corpus().labelled()) {
      StudyTable labels =
          StudyTable.of(
                  LABELS,
                  "share of documents whose label their five nearest others vote for",
                  "vectors",
                  column(KNN, 3))
              .row(OURS, lab.over(plan::options, run -> FitTable.knn(lab, run)))
              .row(TFIDF, lab.overSeeds(seed -> tfIdf(lab)))
              .row(HIDDEN, lab.over(plan::options, run -> hidden(lab, run)))
              .build();
      tables.add(labels);
      pictures.add(Plot.Bars.of("Neighbours against labels", labels, KNN));
    } else {
      remarks.add("Labels: skipped, since not every document has one.");
    }
    StudyTable halves =
        StudyTable.of(
                HALVES,
                "a document cut in two: how often the second half is among the 1 or 10 most like"
                    + " the first, of "
                    + lab.corpus().documents().size()
                    + " second halves",
                "vectors",
                column(AT_1, 3),
                column(AT_10, 3))
            .row(OURS, lab.metrics(seed -> halves(lab, lab.fit(plan.options(seed)))))
            .row(TFIDF, lab.metrics(seed -> halvesByWords(lab)))
            .row(HIDDEN, lab.metrics(seed -> halvesByState(lab, lab.fit(plan.options(seed)))))
            .row(CHANCE, chance(lab, 1), chance(lab, MANY))
            .build();
    tables.add(halves);
    pictures.add(Plot.Bars.of("Halves that find each other", halves, AT_10));
    remarks.add(
        "The halves are folded in as new documents; the shared part has seen the text of both.");
    return new Evidence(tables, pictures, remarks);
  }

  private static Metric chance(StudyContext lab, int k) {
    return Metric.of(Math.min(1, (double) k / lab.corpus().documents().size()));
  }

  private static double[] halves(StudyContext lab, StudyRun run) {
    return recall(lab, run, lab.foldedIn(run, CorpusPart.HALVES));
  }

  /** A half that is too short for a window has no vector, and takes its other half along. */
  private static double[] recall(StudyContext lab, StudyRun run, float[][] vectors) {
    List<Document> cut = lab.runs().catalogue(CorpusPart.HALVES, run.options()).documents();
    return recall(DocumentHalves.paired(cut, vectors));
  }

  private static double[] recall(float[][] paired) {
    return new double[] {VectorComparison.recall(paired, 1), VectorComparison.recall(paired, MANY)};
  }

  private static double[] halvesByWords(StudyContext lab) {
    return lab.measure(
        "halves by TF-IDF",
        () ->
            recall(
                new Lsa(lab.plan().dimensions()).vectors(lab.corpus().part(CorpusPart.HALVES, 1))));
  }

  private static double[] halvesByState(StudyContext lab, StudyRun run) {
    return lab.measure(
        run,
        "halves by state",
        () ->
            recall(
                lab,
                run,
                standardised(
                    lab.base(),
                    lab.runs().catalogue(CorpusPart.HALVES, run.options()).windows(),
                    run.model().parameters().adapter().firstLayer())));
  }

  private static float[][] standardised(BaseModel base, Windows windows, int layer) {
    return Pca.standardised(MeanHidden.of(base, windows, layer));
  }

  private static double tfIdf(StudyContext lab) {
    List<Document> documents = lab.corpus().documents();
    return lab.measure(
            "knn by TF-IDF",
            () ->
                new double[] {
                  EmbeddingMetrics.neighbours(
                      new Lsa(lab.plan().dimensions()).vectors(documents),
                      documents.stream().map(d -> Objects.requireNonNull(d.label())).toList())
                })[0];
  }

  private static double hidden(StudyContext lab, StudyRun run) {
    return lab.measure(
            run,
            "knn by state",
            () ->
                new double[] {
                  EmbeddingMetrics.neighbours(
                      standardised(
                          lab.base(),
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
            "and as often as those by what x was made of, the base's hidden states",
            "kNN of x minus kNN of the mean hidden state",
            difference(LABELS, OURS, HIDDEN, KNN),
            new Rule.AtLeast(-0.02, -0.1)),
        new Rule(
            "Two halves of a document find each other as those by TF-IDF + SVD do",
            "recall at 10 of x minus that of TF-IDF + SVD",
            difference(HALVES, OURS, TFIDF, AT_10),
            new Rule.AtLeast(-0.02, -0.1)));
  }
}
