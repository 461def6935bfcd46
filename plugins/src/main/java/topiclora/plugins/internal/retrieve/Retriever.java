package topiclora.plugins.internal.retrieve;

import java.util.List;
import topiclora.plugins.DocumentWeighting;

/** Finds the documents that a query is about. */
@FunctionalInterface
public interface Retriever {
  /** At most {@code k} documents, best first; fewer where nothing else fits at all. */
  List<SearchHit> find(String query, int k);

  /**
   * How its documents are weighed unless the caller says; by their order where nothing is known.
   */
  default DocumentWeighting defaultWeighting() {
    return DocumentWeighting.forNamed();
  }
}
