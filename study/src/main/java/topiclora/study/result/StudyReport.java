package topiclora.study.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.List;
import topiclora.lm.internal.io.JsonMapping;

/**
 * What a study found.
 *
 * @param answers one a question that was put, in their order
 */
public record StudyReport(Setting setting, List<Answer> answers) {
  public StudyReport {
    answers = List.copyOf(answers);
  }

  /** All metrics and results as one line of JSON; what was not measured is null. */
  public String json() {
    return json(JsonMapping.PLAIN.writer());
  }

  /** The same on many lines, for a file that people look into. */
  public String indentedJson() {
    return json(JsonMapping.PLAIN.writerWithDefaultPrettyPrinter());
  }

  private String json(ObjectWriter writer) {
    try {
      return writer.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report is JSON", e);
    }
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
   * @param seconds that its fits and metrics took, those that it shares with others included
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

    /** Name of the file of the plot at this place. */
    public String file(int plot) {
      return "%02d%s.svg".formatted(number, plot == 0 ? "" : "-" + (plot + 1));
    }
  }
}
