package topiclora.cli;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * What a newcomer is shown of knowledge plugins: one question answered four ways, and all of them
 * measured.
 *
 * @param questions on documents of the model; the one that is answered is {@code shown}
 */
record KnowledgeTour(
    PrintStream out, BaseModel base, TopicModel model, Library library, List<Question> questions) {
  private static final AnswerOptions OPTIONS = AnswerOptions.defaults().withAnswerTokens(16);
  private static final String SHOWN = "Nurse Grindrod";

  private static final Map<Knowledge, String> WAYS = new EnumMap<>(Knowledge.class);

  static {
    WAYS.put(Knowledge.NONE, "with nothing");
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
        Vectors of another kind hold what an article says. Forty articles and the questions on them
        taught the shared part what vectors are for; eight others were then read, into %d numbers
        each. One of them, asked without a word of it in the prompt, and with:

          %s
          (the article: %s)
        """
            .formatted(
                model.numbers(),
                Printable.of(shown.question().question()),
                Printable.of(shown.question().answers().getFirst())));
    answers(shown);
    scores(asked, progress);
  }

  private void answers(Asked shown) {
    var answerer = new Answerer(base, model, (query, k) -> shown.found(), OPTIONS);
    Columns columns = new Columns("", ">context", "answer");
    WAYS.forEach(
        (way, name) -> {
          var answer = answerer.answer(shown.question().question(), 1, way, piece -> {});
          columns.row("  " + name, Units.count(answer.contextTokens()), answer.text());
        });
    columns.print(out);
  }

  private void scores(List<Asked> asked, Progress progress) {
    var examination = new Examination(base, model, OPTIONS, progress);
    out.println();
    out.println(
        "All %d questions on the eight, in nats per token of the right answer; less is better:"
            .formatted(asked.size()));
    WAYS.forEach(
        (way, name) -> {
          AnswerScore score = examination.score(asked, way, false);
          out.println("  " + Figures.three(score.nats()) + "  " + name);
        });
  }
}
