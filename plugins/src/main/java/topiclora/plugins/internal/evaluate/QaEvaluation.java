package topiclora.plugins.internal.evaluate;

import java.util.ArrayList;
import java.util.List;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.answer.GenerationInput;
import topiclora.plugins.internal.answer.GenerationInputs;

/**
 * Measures answers to questions whose right answers are known.
 *
 * <pre>{@code
 * var evaluation = new QaEvaluation(base, model, AnswerOptions.defaults(), Progress.SILENT);
 * double nll = evaluation.score(asked, ContextMode.PLUGIN, false).nll();
 * }</pre>
 */
public final class QaEvaluation {
  private final BaseModel base;
  private final Adapter adapter;
  private final GenerationInputs inputs;
  private final BatchGeneration generation;
  private final Progress progress;

  public QaEvaluation(BaseModel base, TopicModel model, AnswerOptions options, Progress progress) {
    model.requireBase(base);
    this.base = base;
    this.adapter = model.parameters().adapter();
    this.inputs = new GenerationInputs(base, model, options);
    this.generation = new BatchGeneration(base, model, inputs.prompts(), options.maxNewTokens());
    this.progress = progress;
  }

  /**
   * Asks all questions.
   *
   * @param generate whether answers are generated too, for F1 and exact match: slower, token by
   *     token
   */
  public AnswerScore score(List<QuestionContext> asked, ContextMode mode, boolean generate) {
    if (asked.isEmpty()) {
      throw new IllegalArgumentException("no questions; wanted at least one");
    }
    List<GenerationInput> given = new ArrayList<>();
    List<TeacherForcedScore.Row> rows = new ArrayList<>();
    for (QuestionContext one : asked) {
      GenerationInput input = inputs.of(one.question().question(), one.hits(), mode);
      int[] right = inputs.prompts().answer(one.question().answers().getFirst());
      given.add(input);
      rows.add(new TeacherForcedScore.Row(input.prompt().ids(), right, input.x()));
    }
    TeacherForcedScore[] forced = TeacherForcedScore.of(base, adapter, rows, progress);
    return summary(
        asked,
        given,
        forced,
        generate ? scoreGenerated(asked, given) : new GeneratedScore(Double.NaN, Double.NaN));
  }

  /** Means over the greedy answers. */
  private record GeneratedScore(double f1, double exactMatch) {}

  private GeneratedScore scoreGenerated(List<QuestionContext> asked, List<GenerationInput> given) {
    double f1 = 0;
    double exactMatch = 0;
    int[][] answers = generation.generate(given, progress);
    for (int i = 0; i < answers.length; i++) {
      String text = inputs.prompts().text(answers[i]);
      List<String> right = asked.get(i).question().answers();
      f1 += SquadMetrics.f1(text, right);
      exactMatch += SquadMetrics.exact(text, right);
    }
    return new GeneratedScore(f1 / asked.size(), exactMatch / asked.size());
  }

  private static AnswerScore summary(
      List<QuestionContext> asked,
      List<GenerationInput> given,
      TeacherForcedScore[] forced,
      GeneratedScore generated) {
    double first = 0;
    double all = 0;
    long tokens = 0;
    int right = 0;
    for (TeacherForcedScore answer : forced) {
      first += answer.nll()[0];
      for (float nats : answer.nll()) {
        all += nats;
      }
      tokens += answer.nll().length;
      right += answer.firstTokenIsTop1() ? 1 : 0;
    }
    int questions = forced.length;
    return new AnswerScore(
        questions,
        tokens,
        all / tokens,
        first / questions,
        (all - first) / (tokens - questions),
        (double) right / questions,
        generated.f1(),
        generated.exactMatch(),
        given.stream().mapToInt(b -> b.prompt().contextTokens()).average().orElse(0),
        given.stream().mapToLong(b -> b.prompt().truncatedTokens()).sum(),
        asked.stream()
            .mapToDouble(QuestionContext::recall)
            .filter(r -> r >= 0)
            .average()
            .orElse(Double.NaN));
  }
}
