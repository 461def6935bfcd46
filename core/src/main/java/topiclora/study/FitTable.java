package topiclora.study;

import static topiclora.study.Table.column;

import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import topiclora.fit.FitOptions;
import topiclora.measure.Geometry;
import topiclora.model.DocumentVector;

/** Fits side by side: how well each foretells unseen text, and what its vectors say of labels. */
final class FitTable {
  static final String NUMBERS = "numbers a document";
  static final String ZERO = "x = 0";
  static final String OWN = "own x";
  static final String GAIN = "gain";
  static final String OTHER = "another's";
  static final String KNN = "kNN-5";

  private FitTable() {}

  /** Without rows. */
  static Table.Builder of(String name, String subject) {
    return Table.of(
        name,
        "nats per held-out token; gain is x = 0 minus own",
        subject,
        column(NUMBERS, 0),
        column(ZERO, 3),
        column(OWN, 3),
        column(GAIN, 3),
        column(OTHER, 3),
        column(KNN, 3));
  }

  /** A row of one kind of fit; without the last figure where there are no labels. */
  static Figure[] row(Lab lab, LongFunction<FitOptions.Builder> way) {
    return lab.subject().labelled()
        ? lab.figures(
            way, Run::numbers, Run::zero, Run::own, Run::gain, Run::other, run -> knn(lab, run))
        : lab.figures(way, Run::numbers, Run::zero, Run::own, Run::gain, Run::other);
  }

  /** The share of documents whose label their five nearest others vote for. */
  static double knn(Lab lab, Run run) {
    List<String> labels =
        run.model().documents().stream()
            .map(DocumentVector::label)
            .map(Objects::requireNonNull)
            .toList();
    return lab.note(run, "knn", () -> new double[] {Geometry.neighbours(run.x(), labels)})[0];
  }
}
