package topiclora.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;
import topiclora.TopicLoraException.BadModel;
import topiclora.model.TopicModel;
import topiclora.plugin.Found;
import topiclora.plugin.Fusion;
import topiclora.plugin.Retriever;
import topiclora.plugin.TextIndex;
import topiclora.plugin.VectorRetriever;

/** The options that say how documents are found for a query. */
final class RetrievalOptions {
  @Option(
      names = "-k",
      paramLabel = "N",
      description = "at most so many documents for a query (${DEFAULT-VALUE})")
  private int k = 3;

  @Option(
      names = "--by",
      paramLabel = "bm25|x|both",
      description =
          "find documents by their words, by their vectors, or by the ranks in both" + " (bm25)")
  private By by = By.BM25;

  private enum By {
    BM25,
    X,
    BOTH
  }

  /** Documents for a query at most. */
  int k() {
    return k;
  }

  void requireSane() {
    Figures.requirePositive("-k", k);
  }

  /**
   * The documents of the model in {@code folder} that {@code query} is about, best first.
   *
   * @throws BadModel where there are none
   */
  List<Found> find(String query, Path folder, TopicModel model, BaseOnDemand base) {
    try (TextIndex texts = TextIndex.open(folder)) {
      List<Found> found = retriever(texts, model, base).find(query, k);
      if (found.isEmpty()) {
        throw new BadModel("no document of " + folder + " is about '" + query + "'");
      }
      return found;
    }
  }

  /** Finds the documents of a model in its own texts, or by its vectors. */
  Retriever retriever(TextIndex texts, TopicModel model, BaseOnDemand base) {
    return switch (by) {
      case BM25 -> texts;
      case X -> new VectorRetriever(base.get(), model, texts);
      case BOTH -> new Fusion(List.of(texts, new VectorRetriever(base.get(), model, texts)));
    };
  }
}
