package topiclora.internal;

import java.util.List;
import java.util.stream.Collectors;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Remark;
import topiclora.lm.Progress;

/** What a person is told about documents that were left out or cut. */
public final class Notices {
  private static final int NAMED = 3;

  private Notices() {}

  /** One line for each reason. */
  public static void of(Progress progress, CorpusSummary summary, List<String> tooShort) {
    for (Remark remark : summary.remarks()) {
      progress.notice("corpus: " + remark);
    }
    if (!tooShort.isEmpty()) {
      String ids = tooShort.stream().limit(NAMED).collect(Collectors.joining(", "));
      progress.notice(
          "corpus: %d too short for one window, left out: %s%s"
              .formatted(tooShort.size(), ids, tooShort.size() > NAMED ? ", ..." : ""));
    }
  }
}
