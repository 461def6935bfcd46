package topiclora.cli;

import java.util.List;
import java.util.stream.Collectors;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Shell;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.corpus.CorpusSummary;
import topiclora.corpus.Remark;

/** What is said about documents that were left out or cut. */
final class Remarks {
  private static final int NAMED = 3;

  private Remarks() {}

  /** One line for each reason, on standard error. */
  static void say(Shell shell, TokenizedCorpus catalogue) {
    say(shell, catalogue.readSummary(), catalogue.tooShort());
  }

  /** The same of a corpus that was never all in memory. */
  static void say(Shell shell, CorpusSummary reading, List<String> shorts) {
    for (Remark remark : reading.remarks()) {
      shell.err().println("corpus: " + Printable.of(remark.toString()));
    }
    if (!shorts.isEmpty()) {
      String ids = shorts.stream().limit(NAMED).collect(Collectors.joining(", "));
      shell
          .err()
          .println(
              Printable.of(
                  "corpus: %d too short for one window, left out: %s%s"
                      .formatted(shorts.size(), ids, shorts.size() > NAMED ? ", ..." : "")));
    }
  }
}
