package topiclora.core.internal.similar;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.math.Nearest;
import topiclora.lm.internal.math.VectorMath;

/** Documents by the cosine of their vectors. */
public final class Neighbours {
  private final List<DocumentVector> documents;
  private final List<DocumentVector> among;

  private Neighbours(List<DocumentVector> documents, List<DocumentVector> among) {
    this.documents = documents;
    this.among = among;
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
    return new Neighbours(model.documents(), model.documents());
  }

  /**
   * Documents with these ids only, like any of the model's.
   *
   * @see topiclora.core.internal.model.MetadataFilter
   */
  public Neighbours among(Set<String> ids) {
    return new Neighbours(
        documents, among.stream().filter(document -> ids.contains(document.id())).toList());
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
    return nearest(among.stream().filter(d -> !d.id().equals(id)).toList(), from.vector(), k);
  }

  /**
   * The {@code k} documents most like a text that is none of them.
   *
   * @param x the text's vector; none is like a text without dimensions, or all zero
   */
  public List<Neighbour> nearest(float[] x, int k) {
    return x.length == 0 ? List.of() : nearest(among, x, k);
  }

  private static List<Neighbour> nearest(List<DocumentVector> among, float[] x, int k) {
    Nearest nearest =
        Nearest.of(among.size(), k, Nearest.NONE, d -> VectorMath.cosine(x, among.get(d).vector()));
    return IntStream.range(0, nearest.index().length)
        .mapToObj(n -> new Neighbour(among.get(nearest.index()[n]), nearest.likeness()[n]))
        .toList();
  }
}
