package topiclora.cli.option;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.AskOptions;
import topiclora.cli.console.Numbers;
import topiclora.plugins.RetrieverKind;

/** The options that say how documents are found for a query. */
public final class RetrievalOptions {
  @Option(names = "-k", paramLabel = "N", description = "results at most (${DEFAULT-VALUE})")
  private int k = AskOptions.defaults().k();

  @Option(
      names = "--retriever",
      paramLabel = "bm25|vector|hybrid",
      description = "find documents by words, by vectors, or by the ranks of both (bm25)")
  private RetrieverKind retriever = RetrieverKind.BM25;

  @Mixin private WhereOption where = new WhereOption();

  public int k() {
    return k;
  }

  public RetrieverKind retriever() {
    return retriever;
  }

  public WhereOption where() {
    return where;
  }

  public void requireSane() {
    Numbers.requirePositive("-k", k);
  }

  /** For documents that nobody has to search. */
  public void requireNoConditions() {
    if (!where.conditions().isEmpty()) {
      throw new IllegalArgumentException(
          "--where narrows a search, and these documents are not searched for");
    }
  }
}
