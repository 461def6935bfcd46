package topiclora.plugins.internal.retrieve;

import java.util.List;
import java.util.Set;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.similar.Neighbours;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.RetrieverKind;

/**
 * Finds documents by the cosine of their vectors and the query's, which the model's encoder makes:
 * by what they are about, whatever the words.
 *
 * <p>A short query tells little of what it is about; {@link ReciprocalRankFusion} with {@link
 * TextIndex} is the use that this is meant for. Safe for several threads.
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
   * @see topiclora.core.internal.model.MetadataFilter
   */
  public VectorRetriever among(Set<String> ids) {
    return new VectorRetriever(this, documents.among(ids));
  }

  /** {@inheritDoc} A document that points away from the query, cosine 0 or less, does not fit. */
  @Override
  public List<SearchHit> find(String query, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", wanted at least 1");
    }
    return documents.nearest(TextVectors.of(base, model, query), k).stream()
        .filter(near -> near.cosine() > 0)
        .map(near -> new SearchHit(text(near.document().id()), near.cosine()))
        .toList();
  }

  @Override
  public DocumentWeighting defaultWeighting() {
    return DocumentWeighting.forRetrieved(RetrieverKind.VECTOR);
  }

  private Document text(String id) {
    return texts
        .document(id)
        .orElseThrow(() -> new BadModel("no text of document '" + id + "'; of another model?"));
  }
}
