package topiclora.study.write;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import topiclora.study.result.Metric;
import topiclora.study.result.Outcome;
import topiclora.study.result.StudyReport;
import topiclora.study.result.StudyReport.Answer;
import topiclora.study.result.StudyReport.Setting;
import topiclora.study.result.StudyTable;
import topiclora.study.result.TestResult;

/** A report for people. Nothing of the corpus but its file's name is in it. */
final class Markdown {
  private Markdown() {}

  public static String of(StudyReport report) {
    StringBuilder text = new StringBuilder();
    text.append("# The study on ").append(inert(report.setting().corpus())).append("\n\n");
    setting(text, report.setting());
    text.append("\n| | question | result | hypotheses that hold | s |\n|---|---|---|---|---|\n");
    for (Answer answer : report.answers()) {
      text.append(
          "| %d | [%s](#%d) | **%s** | %s | %.0f |\n"
              .formatted(
                  answer.number(),
                  cell(answer.question()),
                  answer.number(),
                  answer.outcome().word(),
                  counted(answer.results()),
                  answer.seconds()));
    }
    report.answers().forEach(answer -> section(text, answer));
    return text.toString();
  }

  private static void setting(StringBuilder text, Setting s) {
    text.append("    ").append(line(s.command())).append("\n\n");
    text.append(
        "%d documents%s, %s, %s for each metric, at most %d tokens of a document, %d %s.%n"
            .formatted(
                s.documents(),
                s.labelled() ? " with labels" : "",
                s.questions() == 0 ? "no questions" : s.questions() + " questions",
                s.seeds() == 1 ? "one seed" : s.seeds() + " seeds",
                s.maxTokens(),
                s.epochs(),
                s.epochs() == 1 ? "epoch" : "epochs"));
    if (s.quick()) {
      text.append(
          "Quick: rough metrics, to see that everything works; without `--quick` they take hours"
              + " and mean more.\n");
    }
    text.append(
        "\nBase %s (sha256 %.12s), corpus sha256 %.12s, commit %s, %s, %s.%n"
            .formatted(
                inert(s.base()),
                s.baseSha256(),
                s.corpusSha256(),
                s.commit().isEmpty() ? "unknown" : inert(s.commit()),
                inert(s.machine()),
                s.date()));
    text.append(
        "\n"
            + "A result follows from its metric by the rule beside it, so that another corpus can"
            + " change it. ± is the standard deviation over seeds. NLL is the negative"
            + " log-likelihood in nats per token, lower is better; perplexity is its exponential."
            + " Seconds count what a question shares with others.\n");
  }

  private static String counted(List<TestResult> results) {
    long measured = results.stream().filter(v -> v.outcome() != Outcome.NOT_MEASURED).count();
    long hold = results.stream().filter(v -> v.outcome() == Outcome.HOLDS).count();
    return measured == 0 ? "-" : hold + " of " + measured;
  }

  private static void section(StringBuilder text, Answer answer) {
    text.append("\n<a id=\"%d\"></a>\n".formatted(answer.number()));
    text.append("## %d. %s\n\n".formatted(answer.number(), answer.question()));
    text.append("Compared with: ").append(answer.reference()).append(".\n");
    answer.evidence().remarks().forEach(r -> text.append("\n").append(r).append("\n"));
    if (!answer.results().isEmpty() && answer.outcome() != Outcome.NOT_MEASURED) {
      text.append("\n| hypothesis | result | metric | rule |\n|---|---|---|---|\n");
      for (TestResult v : answer.results()) {
        text.append(
            "| %s | **%s** | %s | %s |\n"
                .formatted(cell(v.hypothesis()), v.outcome().word(), v.observed(), cell(v.rule())));
      }
    }
    answer.evidence().tables().forEach(table -> table(text, table));
    for (int p = 0; p < answer.evidence().plots().size(); p++) {
      text.append(
          "\n![%s](%s)\n".formatted(answer.evidence().plots().get(p).title(), answer.file(p)));
    }
    text.append("\n%.0f seconds.\n".formatted(answer.seconds()));
  }

  private static void table(StringBuilder text, StudyTable table) {
    text.append("\n").append(upper(table.caption())).append(":\n\n| ");
    text.append(cell(table.rowTitle())).append(" |");
    table.columns().forEach(c -> text.append(" ").append(cell(c.name())).append(" |"));
    text.append("\n|---|").append("---|".repeat(table.columns().size())).append("\n");
    for (StudyTable.Row row : table.rows()) {
      text.append("| ").append(cell(row.name())).append(" |");
      for (int c = 0; c < table.columns().size(); c++) {
        text.append(" ")
            .append(metric(row.metrics().get(c), table.columns().get(c).digits()))
            .append(" |");
      }
      text.append("\n");
    }
  }

  static String metric(Metric metric, int digits) {
    if (!metric.measured()) {
      return "";
    }
    String mean = String.format(Locale.ROOT, "%." + digits + "f", metric.mean());
    return Double.isNaN(metric.deviation()) || digits == 0
        ? mean
        : mean + String.format(Locale.ROOT, " ± %." + digits + "f", metric.deviation());
  }

  private static String upper(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** Our own words, in which a bar would end a cell and an asterisk might begin something. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*");
  }

  /** Text from elsewhere on one line, in which nothing is Markdown, HTML or a control sequence. */
  static String inert(String text) {
    return line(text)
        .codePoints()
        .mapToObj(
            c ->
                Character.isLetterOrDigit(c) || " .-/:,+%@()=".indexOf(c) >= 0
                    ? Character.toString(c)
                    : c == '_' || c == '#' ? "\\" + Character.toString(c) : "&#" + c + ";")
        .collect(joining());
  }

  /** The same where letters are what they are: on one line, without control characters. */
  public static String line(String text) {
    return text.codePoints()
        .filter(c -> !isControl(c))
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .mapToObj(Character::toString)
        .collect(joining());
  }

  private static boolean isControl(int c) {
    int type = Character.getType(c);
    return type == Character.FORMAT
        || type == Character.SURROGATE
        || (type == Character.CONTROL && !Character.isWhitespace(c));
  }
}
