package topiclora.bench.topics;

import java.util.ArrayList;
import java.util.List;
import topiclora.core.internal.topic.TermAnalyzer;
import topiclora.corpus.Document;
import topiclora.lm.internal.math.EvenSample;

/** Documents, every second of them held out from whatever is measured. */
record HeldOutHalves(List<Document> fitted, List<Document> heldOut) {

  /**
   * {@code n} documents and as many held out, evenly spread over all; fewer where there are fewer.
   */
  static HeldOutHalves of(List<Document> all, int n) {
    List<Document> some = EvenSample.of(all, (int) Math.min(2L * n, all.size()));
    List<Document> fitted = new ArrayList<>();
    List<Document> heldOut = new ArrayList<>();
    for (int i = 0; i < some.size(); i++) {
      (i % 2 == 0 ? fitted : heldOut).add(some.get(i));
    }
    return new HeldOutHalves(List.copyOf(fitted), List.copyOf(heldOut));
  }

  /** Those that are fitted, as the words that coherence is counted in. */
  List<Document> plain() {
    return fitted.stream()
        .map(
            d ->
                new Document(
                    d.id(),
                    d.title(),
                    String.join(" ", TermAnalyzer.of(d.text())),
                    d.label(),
                    d.metadata()))
        .toList();
  }
}
