package topiclora.cli.demo;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import topiclora.AskOptions;
import topiclora.AskResult;
import topiclora.HeldOutResult;
import topiclora.QaOptions;
import topiclora.QaResult;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Units;
import topiclora.cli.console.Words;
import topiclora.corpus.Question;
import topiclora.plugins.ContextMode;

/**
 * What a newcomer is shown of knowledge plugins: one question answered in several context modes,
 * and all of them measured.
 *
 * @param questions those on documents of the model are asked; the one that is answered is {@code
 *     SHOWN}
 */
record PluginTour(PrintStream out, TopicLoraModel model, List<Question> questions) {
  private static final int NEW_TOKENS = 16;
  private static final String SHOWN = "Nurse Grindrod";

  private static final Map<ContextMode, String> CONTEXTS = new EnumMap<>(ContextMode.class);

  static {
    CONTEXTS.put(ContextMode.NONE, "base model alone");
    CONTEXTS.put(ContextMode.ADAPTER, "with the shared adapter");
    CONTEXTS.put(ContextMode.PLUGIN, "with the article's vector");
    CONTEXTS.put(ContextMode.TEXT, "with the article's text");
    CONTEXTS.put(ContextMode.BOTH, "with both");
  }

  void walk(ProgressBar progress) {
    List<Question> asked =
        questions.stream().filter(q -> model.vector(q.docs().getFirst()).isPresent()).toList();
    Question shown =
        asked.stream()
            .filter(question -> question.question().contains(SHOWN))
            .findFirst()
            .orElse(asked.getFirst());
    out.println(
        """

        5. Knowledge plugins
        Vectors of another kind hold what an article says. A shared adapter was meta-trained on
        thirty-two articles and questions on them; eight others were then folded in, as vectors of
        %d dimensions each. A question on one of them, and what the model answers (context: tokens
        of the article's text in the prompt):

          %s
          (the article: %s)
        """
            .formatted(
                model.summary().dimensions(),
                Printable.of(shown.question()),
                Printable.of(shown.answers().getFirst())));
    answers(shown);
    scores(firstOfEach(asked), progress);
  }

  /** One question on each document: reading texts takes a tour's time. */
  private static List<Question> firstOfEach(List<Question> asked) {
    Set<String> seen = new HashSet<>();
    return asked.stream().filter(one -> seen.add(one.docs().getFirst())).toList();
  }

  private void answers(Question shown) {
    AskOptions options =
        AskOptions.defaults().withIds(shown.docs().getFirst()).withMaxNewTokens(NEW_TOKENS);
    Columns columns = new Columns("", ">context", "answer");
    CONTEXTS.forEach(
        (context, name) -> {
          AskResult answer = model.ask(shown.question(), options.withContext(context));
          String text = answer.answer().isEmpty() ? "(no answer)" : answer.answer();
          columns.row("  " + name, Units.count(answer.contextTokens()), text);
        });
    columns.print(out);
  }

  private void scores(List<Question> asked, ProgressBar progress) {
    QaOptions options =
        QaOptions.defaults()
            .withContexts(CONTEXTS.keySet().toArray(ContextMode[]::new))
            .withGenerate(false)
            .withAsk(AskOptions.defaults().withMaxNewTokens(NEW_TOKENS));
    QaResult measured = model.evaluateQa(asked, options);
    progress.close();
    out.println();
    out.println(
        "A question on each of the %d: NLL of the right answer in nats per token (perplexity); lower"
            .formatted(asked.size()));
    out.println("is better:");
    CONTEXTS.forEach(
        (context, name) -> {
          double nll = measured.score(Words.of(context)).orElseThrow().nll();
          out.printf(Locale.ROOT, "  %.3f  (%.1f)  %s%n", nll, HeldOutResult.perplexity(nll), name);
        });
  }
}
