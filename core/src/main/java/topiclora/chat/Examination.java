package topiclora.chat;

import java.util.ArrayList;
import java.util.List;
import topiclora.Progress;
import topiclora.adapter.Adapter;
import topiclora.base.BaseModel;
import topiclora.model.TopicModel;

/**
 * Measures answers to questions whose right answers are known.
 *
 * <pre>{@code
 * var examination = new Examination(base, model, AnswerOptions.defaults(), Progress.SILENT);
 * double nats = examination.score(asked, Knowledge.PLUGIN, false).nats();
 * }</pre>
 */
public final class Examination {
  private final BaseModel base;
  private final Adapter adapter;
  private final Briefings briefings;
  private final Chorus chorus;
  private final Progress progress;

  public Examination(BaseModel base, TopicModel model, AnswerOptions options, Progress progress) {
    model.requireBase(base);
    this.base = base;
    this.adapter = model.learned().adapter();
    this.briefings = new Briefings(base, model, options);
    this.chorus = new Chorus(base, model, briefings.prompts(), options.answerTokens());
    this.progress = progress;
  }

  /**
   * Asks all questions.
   *
   * @param generate whether answers are written too, for F1 and exact match: slower, token by token
   */
  public AnswerScore score(List<Asked> asked, Knowledge knowledge, boolean generate) {
    if (asked.isEmpty()) {
      throw new IllegalArgumentException("no questions; wanted at least one");
    }
    List<Briefing> given = new ArrayList<>();
    List<ForcedAnswer.Row> rows = new ArrayList<>();
    for (Asked one : asked) {
      Briefing briefing = briefings.of(one.question().question(), one.found(), knowledge);
      int[] right = briefings.prompts().answer(one.question().answers().getFirst());
      given.add(briefing);
      rows.add(new ForcedAnswer.Row(briefing.prompt().ids(), right, briefing.x()));
    }
    ForcedAnswer[] forced = ForcedAnswer.of(base, adapter, rows, progress);
    return summary(
        asked,
        given,
        forced,
        generate ? written(asked, given) : new Written(Double.NaN, Double.NaN));
  }

  /** Means over the greedy answers. */
  private record Written(double f1, double em) {}

  private Written written(List<Asked> asked, List<Briefing> given) {
    double f1 = 0;
    double em = 0;
    int[][] answers = chorus.answers(given, progress);
    for (int i = 0; i < answers.length; i++) {
      String text = briefings.prompts().text(answers[i]);
      List<String> right = asked.get(i).question().answers();
      f1 += AnswerMatch.f1(text, right);
      em += AnswerMatch.exact(text, right);
    }
    return new Written(f1 / asked.size(), em / asked.size());
  }

  private static AnswerScore summary(
      List<Asked> asked, List<Briefing> given, ForcedAnswer[] forced, Written written) {
    double first = 0;
    double all = 0;
    long tokens = 0;
    int right = 0;
    for (ForcedAnswer answer : forced) {
      first += answer.nats()[0];
      for (float nats : answer.nats()) {
        all += nats;
      }
      tokens += answer.nats().length;
      right += answer.firstIsLikeliest() ? 1 : 0;
    }
    int questions = forced.length;
    return new AnswerScore(
        questions,
        tokens,
        all / tokens,
        first / questions,
        (all - first) / (tokens - questions),
        (double) right / questions,
        written.f1(),
        written.em(),
        given.stream().mapToInt(b -> b.prompt().contextTokens()).average().orElse(0),
        given.stream().mapToLong(b -> b.prompt().cutTokens()).sum(),
        asked.stream().mapToDouble(Asked::recall).filter(r -> r >= 0).average().orElse(Double.NaN));
  }
}
