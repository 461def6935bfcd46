package topiclora.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import topiclora.fit.DocumentLoras;
import topiclora.fit.HeldOut;
import topiclora.measure.Geometry;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.study.Figure;
import topiclora.study.Picture;

/**
 * What a form came to.
 *
 * @param numbers of one document
 * @param own nats per held-out token with the document's own vector
 * @param zero the same with none
 * @param other the same with another document's
 * @param knn5 null where documents have no vectors, as nmi is
 * @param seconds of the fit
 * @param bytes of what is kept for one document
 */
record FormRow(
    String form,
    long numbers,
    double own,
    double zero,
    double other,
    @Nullable Double knn5,
    @Nullable Double nmi,
    double seconds,
    long bytes) {

  static FormRow of(String form, TopicModel model, List<String> labels, long seed) {
    float[][] x = model.documents().stream().map(DocumentVector::x).toArray(float[][]::new);
    Geometry geometry = model.numbers() == 0 ? null : Geometry.of(x, labels, seed);
    return new FormRow(
        form,
        model.numbers(),
        nats(model, DocumentVector::ownNats),
        nats(model, DocumentVector::zeroNats),
        nats(model, DocumentVector::otherNats),
        geometry == null ? null : geometry.knn(),
        geometry == null ? null : geometry.nmi(),
        model.provenance().seconds(),
        (long) model.numbers() * Float.BYTES);
  }

  /** A whole LoRA for each document; zero is the bare base. */
  static FormRow of(String form, DocumentLoras loras) {
    HeldOut held = loras.heldOut();
    return new FormRow(
        form,
        loras.numbers(),
        held.meanOwn(),
        held.meanZero(),
        held.meanOther(),
        null,
        null,
        loras.seconds(),
        loras.numbers() * Float.BYTES);
  }

  private static double nats(TopicModel model, ToDoubleFunction<DocumentVector> sum) {
    long tokens = model.documents().stream().mapToLong(DocumentVector::heldOutTokens).sum();
    return model.documents().stream().mapToDouble(sum).sum() / tokens;
  }

  /** What the document's own vector gains over none, nats per held-out token. */
  private double gain() {
    return zero - own;
  }

  /** What each form's vectors gain over none. */
  static Picture picture(List<FormRow> rows) {
    List<Picture.Bar> bars =
        rows.stream().map(r -> new Picture.Bar(r.form, Figure.of(r.gain()))).toList();
    return new Picture.Bars("Held out, x = 0 less own x", "nats per token", 3, bars);
  }

  /** A Markdown table. */
  static String text(List<FormRow> rows) {
    var text = new StringBuilder();
    text.append("| form | numbers | own | zero | other | zero - own | kNN-5 | NMI | s | bytes |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|\n");
    for (FormRow row : rows) {
      text.append(row.text()).append('\n');
    }
    return text.toString();
  }

  /** A line of the Markdown table. */
  String text() {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f | %.3f | %.3f | %s | %s | %.0f | %d |",
        form,
        numbers,
        own,
        zero,
        other,
        gain(),
        three(knn5),
        three(nmi),
        seconds,
        bytes);
  }

  private static String three(@Nullable Double figure) {
    return figure == null ? "-" : String.format(Locale.ROOT, "%.3f", figure);
  }
}
