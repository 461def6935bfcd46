package topiclora.cli.study;

import java.io.PrintStream;
import java.util.Locale;
import topiclora.cli.console.Units;
import topiclora.study.result.Outcome;
import topiclora.study.result.StudyReport;
import topiclora.study.result.StudyReport.Answer;
import topiclora.study.result.TestResult;

/** What a study found, on a screen. */
public final class StudyLines {
  private StudyLines() {}

  /** {@code hypothesis 3: depends}, as soon as it is known. */
  static String line(Answer answer) {
    return String.format(
        Locale.ROOT,
        "hypothesis %d: %s (%s)",
        answer.number(),
        answer.outcome().word(),
        Units.time(answer.seconds()));
  }

  static void print(PrintStream out, StudyReport report) {
    for (Answer answer : report.answers()) {
      out.println(answer.number() + ". " + answer.question() + " " + answer.outcome().word());
      for (TestResult verdict : answer.results()) {
        if (verdict.outcome() != Outcome.NOT_MEASURED) {
          out.println(
              "   %-8s %s (%s)"
                  .formatted(verdict.outcome().word(), verdict.hypothesis(), verdict.observed()));
        }
      }
    }
  }
}
