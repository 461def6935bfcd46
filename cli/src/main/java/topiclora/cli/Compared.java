package topiclora.cli;

import java.util.List;
import topiclora.chat.Knowledge;

/**
 * What {@code --with all} prints.
 *
 * @param fairShare (zero - plugin) / (zero - text), text the better of rag and text
 */
record Compared(List<Scored> scores, double fairShare) {
  static Compared of(List<Scored> scores) {
    double text = Math.min(nats(scores, Knowledge.TEXT), nats(scores, Knowledge.RAG));
    double zero = nats(scores, Knowledge.ZERO);
    return new Compared(scores, (zero - nats(scores, Knowledge.PLUGIN)) / (zero - text));
  }

  private static double nats(List<Scored> scores, Knowledge knowledge) {
    return scores.stream()
        .filter(score -> score.with().equals(AnswersCommand.word(knowledge)))
        .findFirst()
        .orElseThrow()
        .nats();
  }
}
