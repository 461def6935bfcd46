package topiclora.bench.geometry;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.study.baselines.DocumentLoras;
import topiclora.study.metrics.EmbeddingMetrics;
import topiclora.study.result.Metric;
import topiclora.study.result.Plot;

/**
 * What was measured of one modulation.
 *
 * @param dimensions of one document
 * @param ownNll NLL in nats per held-out token with the document's own vector
 * @param sharedNll the same with the shared adapter only
 * @param shuffledNll the same with shuffled vectors
 * @param knn5 null where documents have no vectors, as nmi is
 * @param seconds of the fit
 * @param bytes of what is kept for one document
 */
public record ModulationRow(
    String modulate,
    long dimensions,
    double ownNll,
    double sharedNll,
    double shuffledNll,
    @Nullable Double knn5,
    @Nullable Double nmi,
    double seconds,
    long bytes) {

  static ModulationRow of(String modulate, TopicModel model, List<String> labels, long seed) {
    float[][] x = model.documents().stream().map(DocumentVector::vector).toArray(float[][]::new);
    EmbeddingMetrics geometry =
        model.dimensions() == 0 ? null : EmbeddingMetrics.of(x, labels, seed);
    return new ModulationRow(
        modulate,
        model.dimensions(),
        nll(model, DocumentVector::ownNll),
        nll(model, DocumentVector::sharedNll),
        nll(model, DocumentVector::shuffledNll),
        geometry == null ? null : geometry.knn(),
        geometry == null ? null : geometry.nmi(),
        model.provenance().seconds(),
        (long) model.dimensions() * Float.BYTES);
  }

  /** A whole LoRA for each document; its shared adapter is none, the base model. */
  static ModulationRow of(String modulate, DocumentLoras loras) {
    HeldOut held = loras.heldOut();
    return new ModulationRow(
        modulate,
        loras.dimensions(),
        held.meanOwnNll(),
        held.meanSharedNll(),
        held.meanShuffledNll(),
        null,
        null,
        loras.seconds(),
        loras.dimensions() * Float.BYTES);
  }

  private static double nll(TopicModel model, ToDoubleFunction<DocumentVector> sum) {
    long tokens = model.documents().stream().mapToLong(DocumentVector::heldOutTokens).sum();
    return model.documents().stream().mapToDouble(sum).sum() / tokens;
  }

  /** Of the document's own vector, nats per held-out token. */
  private double nllReduction() {
    return sharedNll - ownNll;
  }

  /** NLL reduction of each modulation's vectors. */
  public static Plot plot(List<ModulationRow> rows) {
    List<Plot.Bar> bars =
        rows.stream().map(r -> new Plot.Bar(r.modulate, Metric.of(r.nllReduction()))).toList();
    return new Plot.Bars("NLL reduction of own vectors, held-out text", "nats per token", 3, bars);
  }

  /** A Markdown table. */
  static String text(List<ModulationRow> rows) {
    var text = new StringBuilder();
    text.append(
        "| modulation | dimensions | own NLL | shared NLL | shuffled NLL | NLL reduction | kNN-5 |"
            + " NMI | s | bytes |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|\n");
    for (ModulationRow row : rows) {
      text.append(row.text()).append('\n');
    }
    return text.toString();
  }

  /** A line of the Markdown table. */
  String text() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f | %.3f | %.3f | %s | %s | %.0f | %d |",
        modulate,
        dimensions,
        ownNll,
        sharedNll,
        shuffledNll,
        nllReduction(),
        three(knn5),
        three(nmi),
        seconds,
        bytes);
  }

  private static String three(@Nullable Double metric) {
    return metric == null ? "-" : String.format(Locale.ROOT, "%.3f", metric);
  }
}
