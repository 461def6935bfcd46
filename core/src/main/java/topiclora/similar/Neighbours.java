package topiclora.similar;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;

/** Documents by the cosine of their vectors. */
public final class Neighbours {
  private final List<DocumentVector> documents;

  private Neighbours(List<DocumentVector> documents) {
    this.documents = documents;
  }

  /**
   * A document beside another.
   *
   * @param cosine of their vectors, -1 to 1; 0 where one of them is zero
   */
  public record Neighbour(DocumentVector document, double cosine) {}

  /** Over all documents of a model. */
  public static Neighbours of(TopicModel model) {
    model.requireVectors();
    return new Neighbours(model.documents());
  }

  /**
   * The {@code k} documents most like the one with this id, most like first.
   *
   * @throws IllegalArgumentException where the model has no such document
   */
  public List<Neighbour> nearest(String id, int k) {
    DocumentVector from =
        documents.stream()
            .filter(document -> document.id().equals(id))
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException("no document '" + id + "' in the model"));
    return IntStream.range(0, documents.size())
        .mapToObj(documents::get)
        .filter(document -> !document.id().equals(id))
        .map(document -> new Neighbour(document, cosine(from.x(), document.x())))
        .sorted(Comparator.comparingDouble(Neighbour::cosine).reversed())
        .limit(k)
        .toList();
  }

  static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return aa == 0 || bb == 0 ? 0 : dot / Math.sqrt(aa * bb);
  }
}
