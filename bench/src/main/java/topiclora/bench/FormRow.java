package topiclora.bench;

import topiclora.measure.Geometry;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;

/**
 * What a form came to.
 *
 * @param numbers of one document
 * @param own nats per held-out token with the document's own vector
 * @param zero the same with none
 * @param other the same with another document's
 * @param seconds of the fit
 * @param bytes of one document's vector
 */
record FormRow(
    String form,
    int numbers,
    double own,
    double zero,
    double other,
    double knn5,
    double nmi,
    double seconds,
    int bytes) {

  static FormRow of(String form, TopicModel model, List<String> labels, long seed) {
    float[][] x = model.documents().stream().map(DocumentVector::x).toArray(float[][]::new);
    Geometry geometry = Geometry.of(x, labels, seed);
    return new FormRow(
        form,
        model.numbers(),
        nats(model, DocumentVector::ownNats),
        nats(model, DocumentVector::zeroNats),
        nats(model, DocumentVector::otherNats),
        geometry.knn(),
        geometry.nmi(),
        model.provenance().seconds(),
        model.numbers() * Float.BYTES);
  }

  private static double nats(TopicModel model, ToDoubleFunction<DocumentVector> sum) {
    long tokens = model.documents().stream().mapToLong(DocumentVector::heldOutTokens).sum();
    return model.documents().stream().mapToDouble(sum).sum() / tokens;
  }

  /** A Markdown table. */
  static String text(List<FormRow> rows) {
    var text = new StringBuilder();
    text.append("| form | numbers | own | zero | other | zero - own | kNN-5 | NMI | s | bytes |\n");
    text.append("|---|---|---|---|---|---|---|---|---|---|\n");
    for (FormRow row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.3f | %.3f | %.3f | %.3f | %.3f | %.3f | %.0f | %d |%n",
              row.form,
              row.numbers,
              row.own,
              row.zero,
              row.other,
              row.zero - row.own,
              row.knn5,
              row.nmi,
              row.seconds,
              row.bytes));
    }
    return text.toString();
  }
}
