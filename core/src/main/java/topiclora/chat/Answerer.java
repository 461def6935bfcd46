package topiclora.chat;

import java.util.List;
import java.util.function.Consumer;
import topiclora.base.BaseModel;
import topiclora.model.TopicModel;
import topiclora.plugin.Found;
import topiclora.plugin.Retriever;

/**
 * Answers questions about the documents of a model.
 *
 * <pre>{@code
 * try (var answerer = new Answerer(base, model, retriever, AnswerOptions.defaults())) {
 *   Answer answer = answerer.answer("Who won the race?", 3, Knowledge.PLUGIN, System.out::print);
 * }
 * }</pre>
 *
 * <p>Opening it packs the base, to write fast ({@link BaseModel#packed}). What it writes with is
 * kept for the last two sums of vectors: what is asked of the same documents again begins at once.
 * Closing it gives that memory back; the base stays open. Safe for several threads where the
 * retriever is; answers are written one at a time.
 */
public final class Answerer implements AutoCloseable {
  private final Retriever retriever;
  private final Briefings briefings;
  private final Voice voice;

  public Answerer(BaseModel base, TopicModel model, Retriever retriever, AnswerOptions options) {
    model.requireBase(base);
    this.retriever = retriever;
    this.briefings = new Briefings(base, model, options);
    this.voice =
        new Voice(base, model.learned().adapter(), briefings.prompts(), options.answerTokens());
  }

  /**
   * Answers, with what is known of at most {@code k} documents.
   *
   * @param heard is told every piece of the answer as soon as it is there
   */
  public Answer answer(String question, int k, Knowledge knowledge, Consumer<String> heard) {
    long start = System.nanoTime();
    List<Found> found = knowledge.usesDocuments() ? retriever.find(question, k) : List.of();
    Briefing briefing = briefings.of(question, found, knowledge);
    Voice.Said said = voice.answer(briefing, heard);
    int tokens = said.ids().length;
    return new Answer(
        briefings.prompts().text(said.ids()),
        found,
        tokens,
        briefing.prompt().contextTokens(),
        briefing.prompt().cutTokens(),
        (said.first() - start) / 1e9,
        tokens < 2 ? Double.NaN : (tokens - 1) * 1e9 / (said.last() - said.first()));
  }

  @Override
  public void close() {
    voice.close();
  }
}
