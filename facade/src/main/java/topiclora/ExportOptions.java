package topiclora;

import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.plugins.RetrieverKind;

/**
 * Which documents' vectors are written as a LoRA adapter, and for whom.
 *
 * @param to whose format
 * @param ids the documents, each counting one; or none, with a query
 * @param query a text by which documents are retrieved; null with ids
 * @param k documents that are retrieved at most
 * @param retriever by which they are found
 * @param where only documents with these values in their fields
 * @param scale factor on the sum of vectors
 * @param components whether the model is taken apart into the shared adapter and one adapter of
 *     rank one for each dimension, with the documents' dimensions as their scales
 */
public record ExportOptions(
    AdapterFormat to,
    List<String> ids,
    @Nullable String query,
    int k,
    RetrieverKind retriever,
    List<String> where,
    double scale,
    boolean components) {

  /** Who loads the adapter. */
  public enum AdapterFormat {
    /**
     * Hugging Face PEFT, and vLLM: {@code adapter_config.json}, {@code adapter_model.safetensors}.
     */
    PEFT,
    /** llama.cpp: {@code adapter.gguf}. */
    GGUF
  }

  public ExportOptions {
    ids = List.copyOf(ids);
    where = List.copyOf(where);
    if (ids.isEmpty() == (query == null)) {
      throw new IllegalArgumentException("wanted the ids of documents, or a query that finds some");
    }
    if (!ids.isEmpty() && !where.isEmpty()) {
      throw new IllegalArgumentException(
          "a filter by fields narrows a search, and documents that are named are not searched for");
    }
    if (k < 1) {
      throw new IllegalArgumentException("k is " + k + ", wanted at least 1");
    }
    if (!Double.isFinite(scale)) {
      throw new IllegalArgumentException("scale is " + scale + ", wanted a number");
    }
  }

  /** For PEFT and vLLM, of documents that are named. */
  public static ExportOptions peft(String... ids) {
    return of(AdapterFormat.PEFT, List.of(ids), null);
  }

  /** For llama.cpp, of documents that are named. */
  public static ExportOptions gguf(String... ids) {
    return of(AdapterFormat.GGUF, List.of(ids), null);
  }

  /** Of the documents that a query finds. */
  public static ExportOptions query(AdapterFormat to, String query) {
    return of(to, List.of(), query);
  }

  private static ExportOptions of(AdapterFormat to, List<String> ids, @Nullable String query) {
    return new ExportOptions(to, ids, query, 3, RetrieverKind.BM25, List.of(), 1, false);
  }

  public ExportOptions withK(int k) {
    return new ExportOptions(to, ids, query, k, retriever, where, scale, components);
  }

  public ExportOptions withRetriever(RetrieverKind retriever) {
    return new ExportOptions(to, ids, query, k, retriever, where, scale, components);
  }

  public ExportOptions withWhere(List<String> where) {
    return new ExportOptions(to, ids, query, k, retriever, where, scale, components);
  }

  public ExportOptions withScale(double scale) {
    return new ExportOptions(to, ids, query, k, retriever, where, scale, components);
  }

  public ExportOptions withComponents(boolean components) {
    return new ExportOptions(to, ids, query, k, retriever, where, scale, components);
  }
}
