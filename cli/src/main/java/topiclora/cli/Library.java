package topiclora.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import topiclora.Document;
import topiclora.TopicLoraException.BadCorpus;
import topiclora.chat.Knowledge;
import topiclora.corpus.Corpus;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.plugin.Retriever;

/** Where the documents of a model are found, and their text read. */
final class Library {
  @Option(
      names = "--corpus",
      paramLabel = "CORPUS",
      description = "the documents' text, for --with rag, text and both")
  private @Nullable Path corpus;

  /** Finds the documents of a question. */
  Retriever retriever() {
    return search()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "this version does not search for documents yet; ask names them with --docs"
                        + " ID,ID, answers takes --docs gold"));
  }

  /** The one place that knows how documents are searched for. */
  private static Optional<Retriever> search() {
    return Optional.empty();
  }

  /** The model's documents in its order, with their text where {@code knowledge} is made of it. */
  List<Document> documents(TopicModel model, List<Knowledge> knowledge) {
    boolean reads = knowledge.stream().anyMatch(Knowledge::usesText);
    Map<String, Document> texts = reads ? texts() : Map.of();
    List<Document> documents = new ArrayList<>();
    for (DocumentVector vector : model.documents()) {
      Document document = texts.get(vector.id());
      if (reads && document == null) {
        throw new BadCorpus("document '" + vector.id() + "' of the model is not in " + corpus);
      }
      documents.add(document == null ? withoutText(vector) : document);
    }
    return documents;
  }

  private Map<String, Document> texts() {
    if (corpus == null) {
      throw new IllegalArgumentException(
          "--with rag, text and both read the documents: name them with --corpus");
    }
    Map<String, Document> texts = new HashMap<>();
    Corpus.open(corpus).forEach(document -> texts.put(document.id(), document));
    return texts;
  }

  private static Document withoutText(DocumentVector d) {
    return new Document(d.id(), d.title(), "", d.label(), d.metadata());
  }
}
