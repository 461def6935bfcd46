package topiclora.internal;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.topic.Texts;
import topiclora.corpus.Document;
import topiclora.plugins.internal.retrieve.TextIndex;

/** The texts of a model's documents where it keeps them, else none. */
public final class KeptTexts implements Texts, AutoCloseable {
  private final @Nullable TextIndex index;

  private KeptTexts(@Nullable TextIndex index) {
    this.index = index;
  }

  /** Those of the model in a folder. */
  public static KeptTexts of(Path model) {
    return new KeptTexts(TextIndex.existsIn(model) ? TextIndex.open(model) : null);
  }

  @Override
  public Optional<String> of(String id) {
    return index == null ? Optional.empty() : index.document(id).map(Document::text);
  }

  @Override
  public void close() {
    if (index != null) {
      index.close();
    }
  }
}
