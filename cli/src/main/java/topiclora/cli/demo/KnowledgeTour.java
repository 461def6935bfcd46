package topiclora.cli.demo;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Units;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.answer.Answerer;
import topiclora.plugins.internal.evaluate.AnswerScore;
import topiclora.plugins.internal.evaluate.GoldDocuments;
import topiclora.plugins.internal.evaluate.QaEvaluation;
import topiclora.plugins.internal.evaluate.QuestionContext;
import topiclora.plugins.internal.retrieve.KeptTexts;

/**
 * What a newcomer is shown of knowledge plugins: one question answered in several ways, and all of
 * them measured.
 *
 * @param questions those on documents of the model are asked; the one that is answered is {@code
 *     SHOWN}
 */
record KnowledgeTour(
    PrintStream out, BaseModel base, TopicModel model, KeptTexts texts, List<Question> questions) {
  private static final AnswerOptions OPTIONS = AnswerOptions.defaults().withMaxNewTokens(16);
  private static final String SHOWN = "Nurse Grindrod";

  private static final Map<ContextMode, String> WAYS = new EnumMap<>(ContextMode.class);

  static {
    WAYS.put(ContextMode.NONE, "with nothing");
    WAYS.put(ContextMode.ADAPTER, "with the shared part");
    WAYS.put(ContextMode.PLUGIN, "with its vector");
    WAYS.put(ContextMode.TEXT, "with its text");
    WAYS.put(ContextMode.BOTH, "with both");
  }

  void walk(Progress progress) {
    GoldDocuments gold = new GoldDocuments(texts.documents(model.documents(), true));
    List<QuestionContext> asked =
        questions.stream().map(q -> gold.of(q, 0)).flatMap(Optional::stream).toList();
    QuestionContext shown =
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
                model.dimensions(),
                Printable.of(shown.question().question()),
                Printable.of(shown.question().answers().getFirst())));
    answers(shown);
    scores(firstOfEach(asked), progress);
  }

  /** One question on each document: reading texts takes a tour's time. */
  private static List<QuestionContext> firstOfEach(List<QuestionContext> asked) {
    Set<String> seen = new HashSet<>();
    return asked.stream().filter(one -> seen.add(one.question().docs().getFirst())).toList();
  }

  private void answers(QuestionContext shown) {
    Columns columns = new Columns("", ">context", "answer");
    try (var answerer = new Answerer(base, model, (query, k) -> shown.hits(), OPTIONS)) {
      WAYS.forEach(
          (way, name) -> {
            var answer = answerer.answer(shown.question().question(), 1, way, piece -> {});
            String text = answer.text().isEmpty() ? "(no answer)" : answer.text();
            columns.row("  " + name, Units.count(answer.contextTokens()), text);
          });
    }
    columns.print(out);
  }

  private void scores(List<QuestionContext> asked, Progress progress) {
    var examination = new QaEvaluation(base, model, OPTIONS, progress);
    out.println();
    out.println(
        "A question on each of the %d, in nats per token of the right answer; less is better:"
            .formatted(asked.size()));
    WAYS.forEach(
        (way, name) -> {
          AnswerScore score = examination.score(asked, way, false);
          out.println("  " + Numbers.three(score.nll()) + "  " + name);
        });
  }
}
