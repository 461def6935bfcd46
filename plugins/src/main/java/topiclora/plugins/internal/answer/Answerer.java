package topiclora.plugins.internal.answer;

import java.util.List;
import java.util.function.Consumer;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.generate.GeneratedTokens;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * Answers questions about the documents of a model.
 *
 * <pre>{@code
 * try (var answerer = new Answerer(base, model, retriever, AnswerOptions.defaults())) {
 *   Answer answer = answerer.answer("Who won the race?", 3, ContextMode.PLUGIN, System.out::print);
 * }
 * }</pre>
 *
 * <p>Opening it packs the base, to generate fast ({@link BaseModel#packed}). The adapted model is
 * kept for the last two sums of vectors: what is asked of the same documents again begins at once.
 * Closing it gives that memory back; the base stays open. Safe for several threads where the
 * retriever is; answers are generated one at a time.
 */
public final class Answerer implements AutoCloseable {
  private final Retriever retriever;
  private final GenerationInputs inputs;
  private final AnswerGeneration generation;

  public Answerer(BaseModel base, TopicModel model, Retriever retriever, AnswerOptions options) {
    model.requireBase(base);
    this.retriever = retriever;
    this.inputs =
        new GenerationInputs(base, model, options.orWeighting(retriever.defaultWeighting()));
    this.generation =
        new AnswerGeneration(
            base, model.parameters().adapter(), inputs.prompts(), options.maxNewTokens());
  }

  /**
   * Answers, from at most {@code k} documents.
   *
   * @param listener is told every piece of the answer as soon as it is there
   */
  public Answer answer(String question, int k, ContextMode mode, Consumer<String> listener) {
    long start = System.nanoTime();
    List<SearchHit> hits = mode.usesDocuments() ? retriever.find(question, k) : List.of();
    GenerationInput input = inputs.of(question, hits, mode);
    GeneratedTokens generated = generation.answer(input, listener);
    int tokens = generated.ids().length;
    return new Answer(
        inputs.prompts().text(generated.ids()),
        hits,
        tokens,
        input.prompt().contextTokens(),
        input.prompt().truncatedTokens(),
        (generated.first() - start) / 1e9,
        tokens < 2 ? Double.NaN : (tokens - 1) * 1e9 / (generated.end() - generated.first()));
  }

  @Override
  public void close() {
    generation.close();
  }
}
