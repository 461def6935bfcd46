package topiclora.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Document;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.retrieve.TextIndex;

/** The documents of a model, with their text where it is asked for. */
record Library(Path folder, TopicModel model) {

  /** All of them in the model's order; with text where {@code knowledge} is made of it. */
  List<Document> documents(List<ContextMode> knowledge) {
    return read(model.documents(), knowledge);
  }

  /** Some of them. */
  List<Document> read(List<DocumentVector> vectors, List<ContextMode> knowledge) {
    if (knowledge.stream().noneMatch(ContextMode::usesText)) {
      return vectors.stream().map(Library::withoutText).toList();
    }
    List<Document> documents = new ArrayList<>();
    try (TextIndex texts = TextIndex.open(folder)) {
      for (DocumentVector vector : vectors) {
        Optional<Document> document = texts.document(vector.id());
        documents.add(
            document.orElseThrow(
                () -> new BadModel(folder + " has no text of '" + vector.id() + "'; damaged?")));
      }
    }
    return documents;
  }

  private static Document withoutText(DocumentVector d) {
    return new Document(d.id(), d.title(), "", d.label(), d.metadata());
  }
}
