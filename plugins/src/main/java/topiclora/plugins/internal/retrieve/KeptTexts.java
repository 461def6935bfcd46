package topiclora.plugins.internal.retrieve;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.topic.Texts;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadModel;

/**
 * The texts of a model's documents where it keeps them, else none: models that were saved without.
 *
 * <p>Safe for several threads.
 */
public final class KeptTexts implements Texts, AutoCloseable {
  private final Path model;
  private final @Nullable TextIndex index;

  private KeptTexts(Path model, @Nullable TextIndex index) {
    this.model = model;
    this.index = index;
  }

  /** Those of the model in a folder. */
  public static KeptTexts of(Path model) {
    return new KeptTexts(model, TextIndex.existsIn(model) ? TextIndex.open(model) : null);
  }

  /** Whether there are any. */
  public boolean areKept() {
    return index != null;
  }

  /**
   * To search in.
   *
   * @throws BadModel where the model keeps no texts
   */
  public TextIndex index() {
    if (index == null) {
      throw TextIndex.missing(model);
    }
    return index;
  }

  @Override
  public Optional<String> of(String id) {
    return index == null ? Optional.empty() : index.document(id).map(Document::text);
  }

  /**
   * Documents in the order of their vectors.
   *
   * @param withText false leaves their texts empty, and asks for none
   * @throws BadModel where texts are wanted and not all are there
   */
  public List<Document> documents(List<DocumentVector> vectors, boolean withText) {
    if (!withText) {
      return vectors.stream().map(KeptTexts::withoutText).toList();
    }
    TextIndex texts = index();
    return vectors.stream().map(vector -> read(texts, vector)).toList();
  }

  private Document read(TextIndex texts, DocumentVector vector) {
    return texts
        .document(vector.id())
        .orElseThrow(() -> new BadModel(model + " has no text of '" + vector.id() + "'; damaged?"));
  }

  private static Document withoutText(DocumentVector d) {
    return new Document(d.id(), d.title(), "", d.label(), d.metadata());
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
  }
}
