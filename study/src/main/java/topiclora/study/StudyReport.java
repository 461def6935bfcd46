package topiclora.study;

import java.util.List;

/**
 * What a study found.
 *
 * @param answers one a question that was put, in their order
 */
public record StudyReport(Setting setting, List<Answer> answers) {
  public StudyReport {
    answers = List.copyOf(answers);
  }

  /** All figures and verdicts as one line of JSON; what was not measured is null. */
  public String json() {
    return StudyReportFolder.json(this, false);
  }

  /**
   * What it was found with.
   *
   * @param command that was typed
   * @param commit of the program, empty where it is not known
   * @param machine its processor, and what was computed with
   * @param corpus name of its file
   */
  public record Setting(
      String command,
      String commit,
      String machine,
      String date,
      String corpus,
      String corpusSha256,
      int documents,
      int questions,
      boolean labelled,
      String base,
      String baseSha256,
      int seeds,
      int maxTokens,
      int epochs,
      boolean quick) {}

  /**
   * The answer to one question.
   *
   * @param seconds that its fits and figures took, those that it shares with others included
   */
  public record Answer(
      int number,
      String question,
      String reference,
      Outcome outcome,
      List<TestResult> results,
      Evidence evidence,
      double seconds) {
    public Answer {
      results = List.copyOf(results);
    }

    /** The file of the picture at this place. */
    String file(int picture) {
      return "%02d%s.svg".formatted(number, picture == 0 ? "" : "-" + (picture + 1));
    }
  }
}
