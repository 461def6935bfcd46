package topiclora.cli;

import java.util.List;
import topiclora.cli.ask.EvaluateQaCommand;
import topiclora.plugins.ContextMode;

/**
 * What {@code --with all} prints.
 *
 * @param recovered (zero - plugin) / (zero - text), text the better of rag and text
 */
record Compared(List<Scored> scores, double recovered) {
  static Compared of(List<Scored> scores) {
    double text = Math.min(nats(scores, ContextMode.TEXT), nats(scores, ContextMode.TEXT_PLAIN));
    double zero = nats(scores, ContextMode.ADAPTER);
    return new Compared(scores, (zero - nats(scores, ContextMode.PLUGIN)) / (zero - text));
  }

  private static double nats(List<Scored> scores, ContextMode knowledge) {
    return scores.stream()
        .filter(score -> score.context().equals(EvaluateQaCommand.word(knowledge)))
        .findFirst()
        .orElseThrow()
        .nll();
  }
}
