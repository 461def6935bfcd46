package topiclora.study;

import static topiclora.study.Rule.difference;
import static topiclora.study.Table.column;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import topiclora.Document;
import topiclora.measure.Ranks;
import topiclora.measure.TfIdf;
import topiclora.model.DocumentVector;
import topiclora.similar.Outliers;

/** |x| as a measure of how unusual a document is, and what it measures besides. */
final class Uniqueness implements Question {
  private static final String WITH = "correlations";
  private static final String FOUND = "strangers";
  private static final String NORM = "|x|";
  private static final String CALIBRATED = "outlier score, |x| for its length";
  private static final String DISTANCE = "cosine distance to 5 nearest x";
  private static final String WORDS = "the same by TF-IDF + SVD";
  private static final String LOSS = "nats per token without x";
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
    return "distance to the nearest documents by x and by TF-IDF + SVD; the base's loss; length";
  }

  @Override
  public List<Wanted> wanted(Plan plan, Subject subject) {
    return (subject.hasStrangers() ? Stream.of(Part.ALL, Part.MIXED) : Stream.of(Part.ALL))
        .flatMap(part -> plan.wanted(part, List.of(plan::options)).stream())
        .toList();
  }

  @Override
  public Evidence evidence(Lab lab) {
    Plan plan = lab.plan();
    Table with =
        Table.of(
                WITH,
                "Spearman's rank correlation over documents",
                "",
                column(LENGTH, 2),
                column(LOSS, 2),
                column(DISTANCE, 2))
            .row(NORM, correlations(lab, Uniqueness::norms))
            .row(CALIBRATED, correlations(lab, Uniqueness::calibrated))
            .build();
    List<Table> tables = new ArrayList<>(List.of(with));
    List<Picture> pictures = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    if (lab.subject().hasStrangers()) {
      Figure[] found =
          lab.figures(
              seed -> strangers(lab, lab.fit(new Wanted(Part.MIXED, plan.options(seed).build()))));
      Table strangers =
          Table.of(
                  FOUND,
                  "how often a stranger has a higher score than a document of the corpus",
                  "score",
                  column(AUROC, 2))
              .row(NORM, found[0])
              .row(CALIBRATED, found[1])
              .row(DISTANCE, found[2])
              .row(WORDS, found[3])
              .row(LOSS, found[4])
              .build();
      tables.add(strangers);
      pictures.add(
          Picture.Bars.of("Finding strangers (1 always, 0.5 by chance)", strangers, AUROC));
      remarks.add(
          (lab.subject().hasRare()
                  ? "Strangers are the documents of labels that at most 6 % of the corpus have"
                  : "Strangers were planted: one document of other labels among twenty of one half"
                      + " of the labels, for each seed others")
              + "; in a fit of its own of up to 200 documents of the whole corpus.");
    } else {
      pictures.add(Picture.Bars.of("|x| goes with length", with, LENGTH));
      remarks.add(
          "Strangers: skipped, which takes a label on every document, and 60 documents or more.");
    }
    return new Evidence(tables, pictures, remarks);
  }

  private static Figure[] correlations(Lab lab, Function<Run, double[]> scores) {
    return lab.figures(
        lab.plan()::options,
        run -> Ranks.spearman(scores.apply(run), lengths(run)),
        run -> Ranks.spearman(scores.apply(run), losses(run)),
        run -> Ranks.spearman(scores.apply(run), Vectors.distances(run.x(), NEAREST)));
  }

  private static double[] norms(Run run) {
    return run.model().documents().stream().mapToDouble(DocumentVector::norm).toArray();
  }

  private static double[] lengths(Run run) {
    return run.model().documents().stream().mapToDouble(DocumentVector::windows).toArray();
  }

  /** Documents with nothing held out have none: they are taken as the mean. */
  private static double[] losses(Run run) {
    double mean = run.zero();
    return run.model().documents().stream()
        .mapToDouble(d -> d.heldOutTokens() == 0 ? mean : d.zeroNats() / d.heldOutTokens())
        .toArray();
  }

  private static double[] calibrated(Run run) {
    Map<String, Double> scores = new HashMap<>();
    Outliers.of(run.model()).forEach(o -> scores.put(o.document().id(), o.score()));
    return run.model().documents().stream()
        .mapToDouble(d -> scores.getOrDefault(d.id(), Double.NaN))
        .toArray();
  }

  private static double[] strangers(Lab lab, Run run) {
    return lab.note(
        run,
        "strangers",
        () -> {
          Set<String> strangers = lab.subject().strangers(run.options().seed());
          List<Document> texts = lab.documents(Part.MIXED, run.options());
          boolean[] meant = new boolean[texts.size()];
          for (int d = 0; d < meant.length; d++) {
            meant[d] = strangers.contains(texts.get(d).label());
          }
          float[][] words = new TfIdf(lab.plan().numbers()).vectors(texts);
          return new double[] {
            Ranks.auroc(norms(run), meant),
            Ranks.auroc(calibrated(run), meant),
            Ranks.auroc(Vectors.distances(run.x(), NEAREST), meant),
            Ranks.auroc(Vectors.distances(words, NEAREST), meant),
            Ranks.auroc(losses(run), meant)
          };
        });
  }

  @Override
  public List<Rule> rules() {
    return List.of(
        new Rule(
            "|x| finds documents that do not belong",
            "AUROC of the outlier score",
            e -> e.at(FOUND, CALIBRATED, AUROC),
            new Rule.AtLeast(0.8, 0.65)),
        new Rule(
            "and better than the distance to the nearest vectors",
            "AUROC of the outlier score minus AUROC of the distance",
            difference(FOUND, CALIBRATED, DISTANCE, AUROC),
            new Rule.Positive(0.02)),
        new Rule(
            "|x| as it is does not only measure length",
            "correlation of |x| with the number of windows",
            e -> e.at(WITH, NORM, LENGTH),
            new Rule.AtMost(0.3, 0.6)),
        new Rule(
            "The outlier score is free of length",
            "correlation of the outlier score with the number of windows",
            e -> e.at(WITH, CALIBRATED, LENGTH),
            new Rule.AtMost(0.2, 0.4)));
  }
}
