package topiclora.study.hypotheses;

import static topiclora.study.result.StudyTable.column;

import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import topiclora.core.LearningOptions;
import topiclora.core.internal.model.DocumentVector;
import topiclora.study.context.StudyContext;
import topiclora.study.context.StudyRun;
import topiclora.study.metrics.EmbeddingMetrics;
import topiclora.study.result.Metric;
import topiclora.study.result.StudyTable;

/** Fits side by side: how well each foretells unseen text, and what its vectors say of labels. */
final class FitTable {
  static final String DIMENSIONS = "numbers a document";
  static final String SHARED_NLL = "x = 0";
  static final String OWN_NLL = "own x";
  static final String NLL_REDUCTION = "gain";
  static final String SHUFFLED_NLL = "another's";
  static final String KNN = "kNN-5";

  private FitTable() {}

  /** Without rows. */
  static StudyTable.Builder of(String name, String subject) {
    return StudyTable.of(
        name,
        "nats per held-out token; gain is x = 0 minus own",
        subject,
        column(DIMENSIONS, 0),
        column(SHARED_NLL, 3),
        column(OWN_NLL, 3),
        column(NLL_REDUCTION, 3),
        column(SHUFFLED_NLL, 3),
        column(KNN, 3));
  }

  /** A row of one kind of fit; without the last figure where there are no labels. */
  static Metric[] row(StudyContext lab, LongFunction<LearningOptions.Builder> way) {
    return lab.corpus().labelled()
        ? lab.metrics(
            way,
            StudyRun::dimensions,
            StudyRun::sharedNll,
            StudyRun::ownNll,
            StudyRun::nllReduction,
            StudyRun::shuffledNll,
            run -> knn(lab, run))
        : lab.metrics(
            way,
            StudyRun::dimensions,
            StudyRun::sharedNll,
            StudyRun::ownNll,
            StudyRun::nllReduction,
            StudyRun::shuffledNll);
  }

  /** The share of documents whose label their five nearest others vote for. */
  static double knn(StudyContext lab, StudyRun run) {
    List<String> labels =
        run.model().documents().stream()
            .map(DocumentVector::label)
            .map(Objects::requireNonNull)
            .toList();
    return lab.measure(
            run, "knn", () -> new double[] {EmbeddingMetrics.neighbours(run.x(), labels)})[0];
  }
}
