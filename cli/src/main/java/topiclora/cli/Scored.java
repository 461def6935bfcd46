package topiclora.cli;

import java.io.PrintStream;
import java.util.List;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Units;
import topiclora.plugins.internal.evaluate.AnswerScore;

/** How good answers are with one way of knowing, as it is printed. */
record Scored(
    String context,
    double nll,
    double firstTokenNll,
    double laterTokensNll,
    double firstTokenAccuracy,
    double f1,
    double exactMatch,
    int questions,
    long answerTokens,
    double contextTokens,
    long truncatedTokens,
    double recall) {
  static Scored of(String context, AnswerScore score) {
    return new Scored(
        context,
        score.nll(),
        score.firstTokenNll(),
        score.laterTokensNll(),
        score.firstTokenAccuracy(),
        score.f1(),
        score.exactMatch(),
        score.questions(),
        score.answerTokens(),
        score.contextTokens(),
        score.truncatedTokens(),
        score.recall());
  }

  /** For a person, side by side. */
  static void print(PrintStream out, List<Scored> scores) {
    Columns columns =
        new Columns("with", ">nats", ">first", ">rest", ">top1", ">F1", ">EM", ">context");
    for (Scored score : scores) {
      columns.row(
          score.context,
          Numbers.three(score.nll),
          Numbers.three(score.firstTokenNll),
          Numbers.three(score.laterTokensNll),
          Numbers.two(score.firstTokenAccuracy),
          Numbers.two(score.f1),
          Numbers.two(score.exactMatch),
          Units.count(Math.round(score.contextTokens)));
    }
    columns.print(out);
    Scored any = scores.getFirst();
    out.println();
    out.println(any.questions + " questions, " + any.answerTokens + " tokens of answers");
    if (any.recall < 1) {
      out.println(Numbers.two(any.recall) + " of the questions' own documents were found");
    }
  }
}
