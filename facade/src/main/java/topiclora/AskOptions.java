package topiclora;

import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.QuestionFormat;
import topiclora.plugins.RetrieverKind;

/**
 * How a question is put to a model, and which documents it is told of.
 *
 * @param context how the documents reach the model: as vectors, as text, both or neither
 * @param k documents that are retrieved at most
 * @param retriever by which they are found
 * @param where only documents with these values in their fields, such as {@code label=sport};
 *     several of one field are alternatives
 * @param ids documents to use instead of retrieving any, the most important first
 * @param weights what each vector counts in the sum; null for the rule of {@link DocumentWeighting}
 *     that suits how the documents were found
 * @param scale factor on the sum of vectors
 * @param format lines {@code Q:} and {@code A:}, or the base model's chat template
 * @param maxContextTokens of the documents' text in a prompt at most
 * @param maxNewTokens of an answer at most
 */
public record AskOptions(
    ContextMode context,
    int k,
    RetrieverKind retriever,
    List<String> where,
    List<String> ids,
    @Nullable DocumentWeighting weights,
    double scale,
    QuestionFormat format,
    int maxContextTokens,
    int maxNewTokens) {
  public AskOptions {
    where = List.copyOf(where);
    ids = List.copyOf(ids);
    if (k < 1 || maxContextTokens < 1 || maxNewTokens < 1) {
      throw new IllegalArgumentException(
          "%d documents, %d tokens of context and %d new tokens; wanted at least 1 of each"
              .formatted(k, maxContextTokens, maxNewTokens));
    }
    if (!Double.isFinite(scale)) {
      throw new IllegalArgumentException("scale is " + scale + ", wanted a number");
    }
    if (!ids.isEmpty() && !where.isEmpty()) {
      throw new IllegalArgumentException(
          "a filter by fields narrows a search, and documents that are named are not searched for");
    }
  }

  /** Three documents, found by BM25, as vectors without a token of context. */
  public static AskOptions defaults() {
    return new AskOptions(
        ContextMode.PLUGIN,
        3,
        RetrieverKind.BM25,
        List.of(),
        List.of(),
        null,
        1,
        QuestionFormat.PLAIN,
        4096,
        64);
  }

  public AskOptions withContext(ContextMode context) {
    return new AskOptions(
        context, k, retriever, where, ids, weights, scale, format, maxContextTokens, maxNewTokens);
  }

  public AskOptions withK(int k) {
    return new AskOptions(
        context, k, retriever, where, ids, weights, scale, format, maxContextTokens, maxNewTokens);
  }

  public AskOptions withRetriever(RetrieverKind retriever) {
    return new AskOptions(
        context, k, retriever, where, ids, weights, scale, format, maxContextTokens, maxNewTokens);
  }

  public AskOptions withWhere(String... where) {
    return new AskOptions(
        context,
        k,
        retriever,
        List.of(where),
        ids,
        weights,
        scale,
        format,
        maxContextTokens,
        maxNewTokens);
  }

  public AskOptions withIds(String... ids) {
    return new AskOptions(
        context,
        k,
        retriever,
        where,
        List.of(ids),
        weights,
        scale,
        format,
        maxContextTokens,
        maxNewTokens);
  }

  public AskOptions withWeights(@Nullable DocumentWeighting weights) {
    return new AskOptions(
        context, k, retriever, where, ids, weights, scale, format, maxContextTokens, maxNewTokens);
  }

  public AskOptions withScale(double scale) {
    return new AskOptions(
        context, k, retriever, where, ids, weights, scale, format, maxContextTokens, maxNewTokens);
  }

  public AskOptions withFormat(QuestionFormat format) {
    return new AskOptions(
        context, k, retriever, where, ids, weights, scale, format, maxContextTokens, maxNewTokens);
  }

  public AskOptions withMaxContextTokens(int maxContextTokens) {
    return new AskOptions(
        context, k, retriever, where, ids, weights, scale, format, maxContextTokens, maxNewTokens);
  }

  public AskOptions withMaxNewTokens(int maxNewTokens) {
    return new AskOptions(
        context, k, retriever, where, ids, weights, scale, format, maxContextTokens, maxNewTokens);
  }
}
