package topiclora.bench.outliers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadCorpus;

/**
 * Some documents of one kind with a few of another kind among them.
 *
 * @param documents in an order that tells nothing, with ids of their own
 * @param outlierIds ids of those of the other kind
 */
record Draw(List<Document> documents, Set<String> outlierIds) {

  /** Draws without looking at anything but the labels; the same for the same seed. */
  static Draw of(List<Document> natives, int count, List<Document> others, int few, long seed) {
    Random random = new Random(seed);
    List<Document> mixed = new ArrayList<>(some(natives, count, "native", random));
    List<Document> strangers = some(others, few, "stranger", random);
    mixed.addAll(strangers);
    Collections.shuffle(mixed, random);
    return new Draw(List.copyOf(mixed), Set.copyOf(strangers.stream().map(Document::id).toList()));
  }

  /** Which of the documents are strangers. */
  boolean[] isOutlier() {
    boolean[] is = new boolean[documents.size()];
    for (int d = 0; d < is.length; d++) {
      is[d] = outlierIds.contains(documents.get(d).id());
    }
    return is;
  }

  private static List<Document> some(List<Document> from, int count, String kind, Random random) {
    if (from.size() < count) {
      throw new BadCorpus(
          "%d documents to draw %d %ss from; fewer, or other labels?"
              .formatted(from.size(), count, kind));
    }
    List<Document> shuffled = new ArrayList<>(from);
    Collections.shuffle(shuffled, random);
    List<Document> drawn = new ArrayList<>();
    for (Document d : shuffled.subList(0, count)) {
      // Two corpora may use the same ids.
      drawn.add(
          new Document(kind + " " + d.id(), d.title(), d.text(), d.label(), Map.of("of", kind)));
    }
    return drawn;
  }
}
