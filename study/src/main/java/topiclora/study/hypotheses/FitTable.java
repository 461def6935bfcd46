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

/** Fits side by side: how well each predicts held-out text, and what its vectors say of labels. */
final class FitTable {
  static final String DIMENSIONS = "dimensions";
  static final String SHARED_NLL = "shared adapter only";
  static final String OWN_NLL = "own vector";
  static final String NLL_REDUCTION = "NLL reduction";
  static final String SHUFFLED_NLL = "shuffled vectors";
  static final String KNN = "kNN-5";

  private FitTable() {}

  /** Without rows. */
  static StudyTable.Builder of(String name, String rowTitle) {
    return StudyTable.of(
        name,
        "NLL in nats per held-out token (lower is better); NLL reduction is shared adapter only"
            + " minus own vector (higher is better)",
        rowTitle,
        column(DIMENSIONS, 0),
        column(SHARED_NLL, 3),
        column(OWN_NLL, 3),
        column(NLL_REDUCTION, 3),
        column(SHUFFLED_NLL, 3),
        column(KNN, 3));
  }

  /** A row of one kind of fit; without the last metric where there are no labels. */
  static Metric[] row(StudyContext context, LongFunction<LearningOptions.Builder> options) {
    return context.corpus().labelled()
        ? context.metrics(
            options,
            StudyRun::dimensions,
            StudyRun::sharedNll,
            StudyRun::ownNll,
            StudyRun::nllReduction,
            StudyRun::shuffledNll,
            run -> knn(context, run))
        : context.metrics(
            options,
            StudyRun::dimensions,
            StudyRun::sharedNll,
            StudyRun::ownNll,
            StudyRun::nllReduction,
            StudyRun::shuffledNll);
  }

  /** The share of documents whose label their five nearest others vote for. */
  static double knn(StudyContext context, StudyRun run) {
    List<String> labels =
        run.model().documents().stream()
            .map(DocumentVector::label)
            .map(Objects::requireNonNull)
            .toList();
    return context
        .measure(run, "knn", () -> new double[] {EmbeddingMetrics.neighbours(run.x(), labels)})[0];
  }
}
