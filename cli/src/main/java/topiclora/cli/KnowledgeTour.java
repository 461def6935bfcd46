package topiclora.cli;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import topiclora.Progress;
import topiclora.base.BaseModel;
import topiclora.chat.AnswerOptions;
import topiclora.chat.AnswerScore;
import topiclora.chat.Answerer;
import topiclora.chat.Asked;
import topiclora.chat.Examination;
import topiclora.chat.Gold;
import topiclora.chat.Knowledge;
import topiclora.corpus.Question;
import topiclora.model.TopicModel;

/**
 * What a newcomer is shown of knowledge plugins: one question answered in several ways, and all of
 * them measured.
 *
 * @param questions those on documents of the model are asked; the one that is answered is {@code
 *     SHOWN}
 */
record KnowledgeTour(
    PrintStream out, BaseModel base, TopicModel model, Library library, List<Question> questions) {
  private static final AnswerOptions OPTIONS = AnswerOptions.defaults().withAnswerTokens(16);
  private static final String SHOWN = "Nurse Grindrod";

  private static final Map<Knowledge, String> WAYS = new EnumMap<>(Knowledge.class);

  static {
    WAYS.put(Knowledge.NONE, "with nothing");
    WAYS.put(Knowledge.ZERO, "with the shared part");
    WAYS.put(Knowledge.PLUGIN, "with its vector");
    WAYS.put(Knowledge.TEXT, "with its text");
    WAYS.put(Knowledge.BOTH, "with both");
  }

  void walk(Progress progress) {
    Gold gold = new Gold(library.documents(List.of(Knowledge.values())));
    List<Asked> asked =
        questions.stream().map(q -> gold.of(q, 0)).flatMap(Optional::stream).toList();
    Asked shown =
        asked.stream()
            .filter(one -> one.question().question().contains(SHOWN))
            .findFirst()
            .orElse(asked.getFirst());
    out.println(
        """

        5. Knowledge
        Vectors of another kind hold what an article says. Thirty-two articles and the questions on
        them taught the shared part what vectors are for; eight others were then read, into %d
        numbers each. A question on one of them, and what the model answers (context: tokens of the
        article's text in the prompt):

          %s
          (the article: %s)
        """
            .formatted(
                model.numbers(),
                Printable.of(shown.question().question()),
                Printable.of(shown.question().answers().getFirst())));
    answers(shown);
    scores(firstOfEach(asked), progress);
  }

  /** One question on each document: reading texts takes a tour's time. */
  private static List<Asked> firstOfEach(List<Asked> asked) {
    Set<String> seen = new HashSet<>();
    return asked.stream().filter(one -> seen.add(one.question().docs().getFirst())).toList();
  }

  private void answers(Asked shown) {
    var answerer = new Answerer(base, model, (query, k) -> shown.found(), OPTIONS);
    Columns columns = new Columns("", ">context", "answer");
    WAYS.forEach(
        (way, name) -> {
          var answer = answerer.answer(shown.question().question(), 1, way, piece -> {});
          String text = answer.text().isEmpty() ? "(no answer)" : answer.text();
          columns.row("  " + name, Units.count(answer.contextTokens()), text);
        });
    columns.print(out);
  }

  private void scores(List<Asked> asked, Progress progress) {
    var examination = new Examination(base, model, OPTIONS, progress);
    out.println();
    out.println(
        "A question on each of the %d, in nats per token of the right answer; less is better:"
            .formatted(asked.size()));
    WAYS.forEach(
        (way, name) -> {
          AnswerScore score = examination.score(asked, way, false);
          out.println("  " + Figures.three(score.nats()) + "  " + name);
        });
  }
}
