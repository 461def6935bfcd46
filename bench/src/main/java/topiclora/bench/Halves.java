package topiclora.bench;

import java.util.ArrayList;
import java.util.List;
import topiclora.Document;
import topiclora.topic.Terms;

/** Documents, every second of them held out from whatever is measured. */
record Halves(List<Document> fitted, List<Document> heldOut) {

  /**
   * {@code n} documents and as many held out, evenly spread over all; fewer where there are fewer.
   */
  static Halves of(List<Document> all, int n) {
    int wanted = (int) Math.min(2L * n, all.size());
    List<Document> fitted = new ArrayList<>();
    List<Document> heldOut = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      Document document = all.get((int) ((long) i * all.size() / wanted));
      (i % 2 == 0 ? fitted : heldOut).add(document);
    }
    return new Halves(List.copyOf(fitted), List.copyOf(heldOut));
  }

  /** Those that are fitted, as the words that coherence is counted in. */
  List<Document> plain() {
    return fitted.stream()
        .map(
            d ->
                new Document(
                    d.id(),
                    d.title(),
                    String.join(" ", Terms.of(d.text())),
                    d.label(),
                    d.metadata()))
        .toList();
  }
}
