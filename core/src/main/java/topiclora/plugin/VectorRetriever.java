package topiclora.plugin;

import java.util.List;
import java.util.Set;
import topiclora.Document;
import topiclora.TopicLoraException.BadModel;
import topiclora.base.BaseModel;
import topiclora.model.TextVectors;
import topiclora.model.TopicModel;
import topiclora.similar.Neighbours;

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
  private final Neighbours documents;

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
    this.documents = Neighbours.of(model);
  }

  private VectorRetriever(VectorRetriever all, Neighbours some) {
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
    return new VectorRetriever(this, documents.among(ids));
  }

  /** {@inheritDoc} A document that points away from the query, cosine 0 or less, does not fit. */
  @Override
  public List<Found> find(String query, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", wanted at least 1");
    }
    return documents.nearest(TextVectors.of(base, model, query), k).stream()
        .filter(near -> near.cosine() > 0)
        .map(near -> new Found(text(near.document().id()), near.cosine()))
        .toList();
  }

  private Document text(String id) {
    return texts
        .document(id)
        .orElseThrow(() -> new BadModel("no text of document '" + id + "'; of another model?"));
  }
}
