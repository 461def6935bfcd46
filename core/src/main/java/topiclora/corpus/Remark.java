package topiclora.corpus;

import java.util.List;

/**
 * What happened to some documents of a corpus.
 *
 * @param first where the first few of them stand
 */
public record Remark(Reason reason, long count, List<String> first) {
  public Remark {
    first = List.copyOf(first);
  }

  /** {@code 12 empty: news.jsonl:4, news.jsonl:9, ...}. */
  @Override
  public String toString() {
    return count
        + " "
        + reason
        + ": "
        + String.join(", ", first)
        + (first.size() < count ? ", ..." : "");
  }
}
