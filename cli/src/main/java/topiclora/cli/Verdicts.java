package topiclora.cli;

import java.io.PrintStream;
import java.util.Locale;
import topiclora.study.result.Outcome;
import topiclora.study.result.StudyReport;
import topiclora.study.result.StudyReport.Answer;
import topiclora.study.result.TestResult;

/** What a study found, on a screen. */
final class Verdicts {
  private Verdicts() {}

  /** {@code question 3: depends}, as soon as it is known. */
  static String line(Answer answer) {
    return String.format(
        Locale.ROOT,
        "question %d: %s (%s)",
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
