package topiclora.study.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.corpus.Document;

/** Halves of documents, brought beside each other. */
public final class DocumentHalves {
  private DocumentHalves() {}

  /**
   * Vectors of first halves and then, in the same order, those of the second; documents of which
   * one half has no vector are left out.
   *
   * @param halves with ids that end in 1 or 2
   */
  public static float[][] paired(List<Document> halves, float[][] vectors) {
    Map<String, float[]> known = new HashMap<>();
    for (int d = 0; d < vectors.length; d++) {
      known.put(halves.get(d).id(), vectors[d]);
    }
    List<float[]> first = new ArrayList<>();
    List<float[]> second = new ArrayList<>();
    for (Document half : halves) {
      String id = half.id();
      float[] other = known.get(id.substring(0, id.length() - 1) + "2");
      if (id.endsWith("1") && other != null) {
        first.add(known.get(id));
        second.add(other);
      }
    }
    first.addAll(second);
    return first.toArray(float[][]::new);
  }
}
