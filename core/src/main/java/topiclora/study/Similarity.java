package topiclora.study;

import static topiclora.study.FitTable.KNN;
import static topiclora.study.Rule.difference;
import static topiclora.study.Table.column;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import topiclora.Document;
import topiclora.base.BaseModel;
import topiclora.fit.MeanHidden;
import topiclora.fit.Windows;
import topiclora.measure.Geometry;
import topiclora.measure.Spectral;
import topiclora.measure.TfIdf;
import topiclora.model.DocumentVector;

/** cos(x_i, x_j) as similarity: neighbours against labels, and halves of documents. */
final class Similarity implements Question {
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
  public List<Wanted> wanted(Plan plan, Subject subject) {
    return plan.wanted(Part.ALL, List.of(plan::options));
  }

  @Override
  public Evidence evidence(Lab lab) {
    Plan plan = lab.plan();
    List<Table> tables = new ArrayList<>();
    List<Picture> pictures = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (lab.subject().labelled()) {
      Table labels =
          Table.of(
                  LABELS,
                  "share of documents whose label their five nearest others vote for",
                  "vectors",
                  column(KNN, 3))
              .row(OURS, lab.over(plan::options, run -> FitTable.knn(lab, run)))
              .row(TFIDF, lab.overSeeds(seed -> tfIdf(lab)))
              .row(HIDDEN, lab.over(plan::options, run -> hidden(lab, run)))
              .build();
      tables.add(labels);
      pictures.add(Picture.Bars.of("Neighbours against labels", labels, KNN));
    } else {
      remarks.add("Labels: skipped, since not every document has one.");
    }
    Table halves =
        Table.of(
                HALVES,
                "a document cut in two: how often the second half is among the 1 or 10 most like"
                    + " the first, of "
                    + lab.subject().documents().size()
                    + " second halves",
                "vectors",
                column(AT_1, 3),
                column(AT_10, 3))
            .row(OURS, lab.figures(seed -> halves(lab, lab.fit(plan.options(seed)))))
            .row(TFIDF, lab.figures(seed -> halvesByWords(lab)))
            .row(HIDDEN, lab.figures(seed -> halvesByState(lab, lab.fit(plan.options(seed)))))
            .row(CHANCE, chance(lab, 1), chance(lab, MANY))
            .build();
    tables.add(halves);
    pictures.add(Picture.Bars.of("Halves that find each other", halves, AT_10));
    remarks.add(
        "The halves are folded in as new documents; the shared part has seen the text of both.");
    return new Evidence(tables, pictures, remarks);
  }

  private static Figure chance(Lab lab, int k) {
    return Figure.of(Math.min(1, (double) k / lab.subject().documents().size()));
  }

  private static double[] halves(Lab lab, Run run) {
    return recall(lab, run, lab.foldedIn(run, Part.HALVES));
  }

  /** A half that is too short for a window has no vector, and takes its other half along. */
  private static double[] recall(Lab lab, Run run, float[][] vectors) {
    List<Document> cut = lab.runs().catalogue(Part.HALVES, run.options()).documents();
    return recall(Halves.paired(cut, vectors));
  }

  private static double[] recall(float[][] paired) {
    return new double[] {Vectors.recall(paired, 1), Vectors.recall(paired, MANY)};
  }

  private static double[] halvesByWords(Lab lab) {
    return lab.note(
        "halves by TF-IDF",
        () -> recall(new TfIdf(lab.plan().numbers()).vectors(lab.subject().part(Part.HALVES, 1))));
  }

  private static double[] halvesByState(Lab lab, Run run) {
    return lab.note(
        run,
        "halves by state",
        () ->
            recall(
                lab,
                run,
                standardised(
                    lab.base(),
                    lab.runs().catalogue(Part.HALVES, run.options()).windows(),
                    run.model().learned().adapter().firstLayer())));
  }

  private static float[][] standardised(BaseModel base, Windows windows, int layer) {
    return Spectral.standardised(MeanHidden.of(base, windows, layer));
  }

  private static double tfIdf(Lab lab) {
    List<Document> documents = lab.subject().documents();
    return lab.note(
            "knn by TF-IDF",
            () ->
                new double[] {
                  Geometry.neighbours(
                      new TfIdf(lab.plan().numbers()).vectors(documents),
                      documents.stream().map(d -> Objects.requireNonNull(d.label())).toList())
                })[0];
  }

  private static double hidden(Lab lab, Run run) {
    return lab.note(
            run,
            "knn by state",
            () ->
                new double[] {
                  Geometry.neighbours(
                      standardised(
                          lab.base(), run.windows(), run.model().learned().adapter().firstLayer()),
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
