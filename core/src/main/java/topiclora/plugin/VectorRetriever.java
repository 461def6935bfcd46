package topiclora.plugin;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import topiclora.Document;
import topiclora.TopicLoraException.BadModel;
import topiclora.base.BaseModel;
import topiclora.model.DocumentVector;
import topiclora.model.TextVectors;
import topiclora.model.TopicModel;

/**
 * Finds documents by the cosine of their vectors and the query's, which the model's encoder makes:
 * by what they are about, whatever the words.
 *
 * <p>A short query tells little of what it is about; {@link Fusion} with {@link TextIndex} is the
 * use that this is meant for. Safe for several threads.
 */
public final class VectorRetriever implements Retriever {
  private final BaseModel base;
  private final TopicModel model;
  private final TextIndex texts;
  private final List<DocumentVector> documents;

  /**
   * @param texts of the same model
   * @throws BadModel where the model is of another base, or has no encoder
   */
  public VectorRetriever(BaseModel base, TopicModel model, TextIndex texts) {
    model.requireBase(base);
    TextVectors.requireEncoder(model);
    this.base = base;
    this.model = model;
    this.texts = texts;
    this.documents = model.documents();
  }

  private VectorRetriever(VectorRetriever all, List<DocumentVector> some) {
    this.base = all.base;
    this.model = all.model;
    this.texts = all.texts;
    this.documents = some;
  }

  /**
   * Finds nothing but documents with these ids.
   *
   * @see topiclora.model.Where
   */
  public VectorRetriever among(Set<String> ids) {
    return new VectorRetriever(
        this, documents.stream().filter(document -> ids.contains(document.id())).toList());
  }

  private record Candidate(DocumentVector document, double cosine) {}

  /** {@inheritDoc} A document that points away from the query, cosine 0 or less, does not fit. */
  @Override
  public List<Found> find(String query, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", wanted at least 1");
    }
    float[] x = TextVectors.of(base, model, query);
    return documents.stream()
        .map(document -> new Candidate(document, cosine(x, document.x())))
        .filter(candidate -> candidate.cosine > 0)
        .sorted(Comparator.comparingDouble(Candidate::cosine).reversed())
        .limit(k)
        .map(candidate -> new Found(text(candidate.document.id()), candidate.cosine))
        .toList();
  }

  private Document text(String id) {
    return texts
        .document(id)
        .orElseThrow(() -> new BadModel("no text of document '" + id + "'; of another model?"));
  }

  /** Zero where one of them is zero, or has no numbers. */
  private static double cosine(float[] a, float[] b) {
    double lengths = Math.sqrt(dot(a, a) * dot(b, b));
    return a.length == 0 || lengths == 0 ? 0 : dot(a, b) / lengths;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
