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
 * What a form came to.
 *
 * @param dimensions of one document
 * @param ownNll nats per held-out token with the document's own vector
 * @param sharedNll the same with none
 * @param shuffledNll the same with another document's
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
        nats(model, DocumentVector::ownNll),
        nats(model, DocumentVector::sharedNll),
        nats(model, DocumentVector::shuffledNll),
        geometry == null ? null : geometry.knn(),
        geometry == null ? null : geometry.nmi(),
        model.provenance().seconds(),
        (long) model.dimensions() * Float.BYTES);
  }

  /** A whole LoRA for each document; zero is the bare base. */
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

  private static double nats(TopicModel model, ToDoubleFunction<DocumentVector> sum) {
    long tokens = model.documents().stream().mapToLong(DocumentVector::heldOutTokens).sum();
    return model.documents().stream().mapToDouble(sum).sum() / tokens;
  }

  /** What the document's own vector gains over none, nats per held-out token. */
  private double nllReduction() {
    return sharedNll - ownNll;
  }

  /** What each form's vectors gain over none. */
  public static Plot picture(List<ModulationRow> rows) {
    List<Plot.Bar> bars =
        rows.stream().map(r -> new Plot.Bar(r.modulate, Metric.of(r.nllReduction()))).toList();
    return new Plot.Bars("Held out, x = 0 less own x", "nats per token", 3, bars);
  }

  /** A Markdown table. */
  static String text(List<ModulationRow> rows) {
    var text = new StringBuilder();
    text.append("| form | numbers | own | zero | other | zero - own | kNN-5 | NMI | s | bytes |\n");
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

  private static String three(@Nullable Double figure) {
    return figure == null ? "-" : String.format(Locale.ROOT, "%.3f", figure);
  }
}
