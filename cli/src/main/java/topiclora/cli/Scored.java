package topiclora.cli;

import java.io.PrintStream;
import java.util.List;
import topiclora.chat.AnswerScore;

/** How good answers are with one way of knowing, as it is printed. */
record Scored(
    String with,
    double nats,
    double first,
    double rest,
    double top1,
    double f1,
    double em,
    int questions,
    long tokens,
    double contextTokens,
    long cutTokens,
    double recall) {
  static Scored of(String with, AnswerScore score) {
    return new Scored(
        with,
        score.nats(),
        score.first(),
        score.rest(),
        score.top1(),
        score.f1(),
        score.em(),
        score.questions(),
        score.tokens(),
        score.contextTokens(),
        score.cutTokens(),
        score.recall());
  }

  /** For a person, side by side. */
  static void print(PrintStream out, List<Scored> scores) {
    Columns columns =
        new Columns("with", ">nats", ">first", ">rest", ">top1", ">F1", ">EM", ">context");
    for (Scored score : scores) {
      columns.row(
          score.with,
          Figures.three(score.nats),
          Figures.three(score.first),
          Figures.three(score.rest),
          Figures.two(score.top1),
          Figures.two(score.f1),
          Figures.two(score.em),
          Units.count(Math.round(score.contextTokens)));
    }
    columns.print(out);
    Scored any = scores.getFirst();
    out.println();
    out.println(any.questions + " questions, " + any.tokens + " tokens of answers");
    if (any.recall < 1) {
      out.println(Figures.two(any.recall) + " of the questions' own documents were found");
    }
  }
}
