package topiclora.cli.option;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.BaseOnDemand;
import topiclora.cli.console.Numbers;
import topiclora.core.internal.model.MetadataFilter;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.plugins.RetrieverKind;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.Retrievers;
import topiclora.plugins.internal.retrieve.SearchHit;
import topiclora.plugins.internal.retrieve.TextIndex;

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
  private RetrieverKind by = RetrieverKind.BM25;

  @Mixin private WhereOption where = new WhereOption();

  /** Documents for a query at most. */
  int k() {
    return k;
  }

  RetrieverKind kind() {
    return by;
  }

  MetadataFilter filter() {
    return where.filter();
  }

  void requireSane() {
    Numbers.requirePositive("-k", k);
  }

  /** For documents that nobody has to search. */
  void requireNoConditions() {
    if (where.isGiven()) {
      throw new IllegalArgumentException(
          "--where narrows a search, and these documents are not searched for");
    }
  }

  /**
   * The documents of the model in {@code folder} that {@code query} is about, best first.
   *
   * @throws BadModel where there are none
   */
  List<SearchHit> find(String query, Path folder, TopicModel model, BaseOnDemand base) {
    try (TextIndex texts = TextIndex.open(folder)) {
      List<SearchHit> found = retriever(texts, model, base).find(query, k);
      if (found.isEmpty()) {
        throw new BadModel("no document of " + folder + " is about '" + query + "'");
      }
      return found;
    }
  }

  /** Finds the documents of a model in its own texts, or by its vectors. */
  Retriever retriever(TextIndex texts, TopicModel model, BaseOnDemand base) {
    return new Retrievers(texts, model, filter(), base::get).of(by);
  }
}
