package topiclora.corpus;

import static java.util.stream.Collectors.joining;

import java.util.List;

/**
 * What one pass over a corpus found.
 *
 * @param documents how many were handed over
 * @param sha256 of those documents with all their fields, in order
 * @param remarks what was left out or cut, by reason; empty where all went well
 */
public record CorpusSummary(long documents, String sha256, List<Remark> remarks) {
  public CorpusSummary {
    remarks = List.copyOf(remarks);
  }

  /** Documents that were left out. */
  public long skipped() {
    return remarks.stream()
        .filter(remark -> remark.reason() != Reason.CUT)
        .mapToLong(Remark::count)
        .sum();
  }

  String reasons() {
    return remarks.isEmpty()
        ? ""
        : remarks.stream().map(Remark::toString).collect(joining("; ", " (", ")"));
  }
}
