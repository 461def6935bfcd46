package topiclora.plugins.internal.answer;

import java.util.List;
import java.util.function.Consumer;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.SearchHit;

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
  private final GenerationInputs briefings;
  private final AnswerGeneration voice;

  public Answerer(BaseModel base, TopicModel model, Retriever retriever, AnswerOptions options) {
    model.requireBase(base);
    this.retriever = retriever;
    this.briefings = new GenerationInputs(base, model, options);
    this.voice =
        new AnswerGeneration(
            base, model.parameters().adapter(), briefings.prompts(), options.maxNewTokens());
  }

  /**
   * Answers, with what is known of at most {@code k} documents.
   *
   * @param heard is told every piece of the answer as soon as it is there
   */
  public Answer answer(String question, int k, ContextMode knowledge, Consumer<String> heard) {
    long start = System.nanoTime();
    List<SearchHit> found = knowledge.usesDocuments() ? retriever.find(question, k) : List.of();
    GenerationInput briefing = briefings.of(question, found, knowledge);
    AnswerGeneration.Generated said = voice.answer(briefing, heard);
    int tokens = said.ids().length;
    return new Answer(
        briefings.prompts().text(said.ids()),
        found,
        tokens,
        briefing.prompt().contextTokens(),
        briefing.prompt().truncatedTokens(),
        (said.first() - start) / 1e9,
        tokens < 2 ? Double.NaN : (tokens - 1) * 1e9 / (said.last() - said.first()));
  }

  @Override
  public void close() {
    voice.close();
  }
}
