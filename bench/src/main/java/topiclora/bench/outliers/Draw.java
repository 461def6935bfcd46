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
 * Some inliers with a few injected outliers among them.
 *
 * @param documents in an order that tells nothing, with ids of their own
 * @param outlierIds ids of the outliers
 */
record Draw(List<Document> documents, Set<String> outlierIds) {
  // Which windows are held out hangs on ids: these stay as they are.
  private static final String INLIER = "native";
  private static final String OUTLIER = "stranger";

  /** Draws without looking at anything but the labels; the same for the same seed. */
  static Draw of(List<Document> inliers, int count, List<Document> others, int few, long seed) {
    Random random = new Random(seed);
    List<Document> mixed = new ArrayList<>(some(inliers, count, "inlier", INLIER, random));
    List<Document> outliers = some(others, few, "outlier", OUTLIER, random);
    mixed.addAll(outliers);
    Collections.shuffle(mixed, random);
    return new Draw(List.copyOf(mixed), Set.copyOf(outliers.stream().map(Document::id).toList()));
  }

  /** Which of the documents are outliers. */
  boolean[] isOutlier() {
    boolean[] is = new boolean[documents.size()];
    for (int d = 0; d < is.length; d++) {
      is[d] = outlierIds.contains(documents.get(d).id());
    }
    return is;
  }

  private static List<Document> some(
      List<Document> from, int count, String name, String kind, Random random) {
    if (from.size() < count) {
      throw new BadCorpus(
          "%d documents to draw %d %ss from; fewer, or other labels?"
              .formatted(from.size(), count, name));
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
