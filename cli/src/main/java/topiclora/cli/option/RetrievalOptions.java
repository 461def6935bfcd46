package topiclora.cli.option;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.BaseOnDemand;
import topiclora.cli.console.Numbers;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Question;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.plugins.internal.answer.PluginSum;
import topiclora.plugins.internal.retrieve.Recall;
import topiclora.plugins.internal.retrieve.ReciprocalRankFusion;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.SearchHit;
import topiclora.plugins.internal.retrieve.TextIndex;
import topiclora.plugins.internal.retrieve.VectorRetriever;

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
  private Kind by = Kind.BM25;

  @Mixin private WhereOption where = new WhereOption();

  private enum Kind {
    BM25,
    VECTOR,
    HYBRID
  }

  /** Documents for a query at most. */
  int k() {
    return k;
  }

  /**
   * What documents count: scores of words say more than their order, those of vectors do not.
   *
   * @param searched whether they were searched for, or named
   */
  PluginSum.Weighting weighting(boolean searched) {
    return searched && by == Kind.BM25
        ? PluginSum.Weighting.SCORES
        : PluginSum.defaults().weighting();
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
    return retriever(by, texts, model, base);
  }

  /** What is found by words, by vectors where the model can make a query's, and by both. */
  SequencedMap<String, Recall> recall(
      List<Question> questions, TextIndex texts, TopicModel model, BaseOnDemand base) {
    SequencedMap<String, Recall> recall = new LinkedHashMap<>();
    for (Kind one : TextVectors.isPossible(model) ? Kind.values() : new Kind[] {Kind.BM25}) {
      Retriever retriever = retriever(one, texts, model, base);
      recall.put(one.name().toLowerCase(Locale.ROOT), Recall.of(retriever, questions));
    }
    return recall;
  }

  private Retriever retriever(Kind one, TextIndex texts, TopicModel model, BaseOnDemand base) {
    return switch (one) {
      case BM25 -> where.isGiven() ? texts.among(where.ids(model)) : texts;
      case VECTOR -> vectors(texts, model, base);
      case HYBRID ->
          new ReciprocalRankFusion(
              List.of(retriever(Kind.BM25, texts, model, base), vectors(texts, model, base)));
    };
  }

  private Retriever vectors(TextIndex texts, TopicModel model, BaseOnDemand base) {
    var all = new VectorRetriever(base.get(), model, texts);
    return where.isGiven() ? all.among(where.ids(model)) : all;
  }
}
