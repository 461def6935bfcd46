package topiclora.plugins.internal.retrieve;

import java.util.List;

/** Finds the documents that a query is about. */
@FunctionalInterface
public interface Retriever {
  /** At most {@code k} documents, best first; fewer where nothing else fits at all. */
  List<SearchHit> find(String query, int k);
}
