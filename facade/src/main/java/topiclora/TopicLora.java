package topiclora;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import topiclora.core.LearningOptions;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.internal.Engine;
import topiclora.internal.FitFolder;
import topiclora.internal.FitRun;

/**
 * Fits and loads models: for a corpus one small shared LoRA of a frozen language model, and for
 * each document one short vector x that modulates it, {@code U (V + A * x)}.
 *
 * <pre>{@code
 * try (var lora = TopicLora.open()) {
 *   TopicLoraModel news = lora.fit(Corpus.open(Path.of("news.jsonl")), Path.of("news"));
 *   news.topics(8).forEach(topic -> System.out.println(topic.name()));
 *   news.similar("doc-17", 10);
 * }
 * }</pre>
 *
 * <p>The base model is opened, and fetched where it is missing, when something first needs it.
 * Everything is computed on one thread that this object owns; a caller that is interrupted stops
 * its work. Safe for several threads. Models that it gave are closed with it.
 */
public final class TopicLora implements AutoCloseable {
  private final Engine engine;

  /** Those that are open, and still used. */
  private final Set<TopicLoraModel> models =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private TopicLora(Engine engine) {
    this.engine = engine;
  }

  /** With the default base model, on the processor. */
  public static TopicLora open() {
    return open(OpenOptions.defaults());
  }

  /** With a base model, a device and a progress of one's own. */
  public static TopicLora open(OpenOptions options) {
    return new TopicLora(
        new Engine(options.base(), options.compute(), options.environment(), options.progress()));
  }

  /** Fits topics, with the defaults; see {@link #fit(Corpus, Path, FitOptions)}. */
  public TopicLoraModel fit(Corpus corpus, Path folder) {
    return fit(corpus, folder, FitOptions.topics());
  }

  /**
   * Fits a model and saves it, with the texts of its documents, in {@code folder}.
   *
   * <p>Its work lies in {@code folder.fit} until the model is saved. A fit of the same corpus, base
   * and options that was stopped goes on there to the same bits; work of another fit is refused, or
   * thrown away with {@link FitOptions#withRestart}.
   *
   * @throws topiclora.lm.TopicLoraException.BadModel where something is in {@code folder} already,
   *     or {@code folder.fit} has the work of another fit
   * @throws topiclora.lm.TopicLoraException.BadCorpus where the corpus cannot be read or fitted
   */
  public TopicLoraModel fit(Corpus corpus, Path folder, FitOptions options) {
    FitFolder place = new FitFolder(folder);
    place.requireFree(); // before a base is opened
    FitRun run =
        switch (options) {
          case TopicFitOptions topics ->
              new FitRun(topics.learning(), List.of(), null, true, place, topics.restart());
          case PluginFitOptions plugins ->
              new FitRun(
                  plugins.learning(),
                  plugins.questions(),
                  null,
                  !plugins.metaTrainOnly(),
                  place,
                  plugins.restart());
          case SharedFitOptions shared -> {
            TopicModel from = engine.run(() -> TopicModel.load(shared.model()));
            yield new FitRun(
                learning(from, shared), List.of(), from, true, place, shared.restart());
          }
        };
    TopicModel model = engine.withBase(base -> run.run(base, corpus, engine.progress()));
    return opened(new TopicLoraModel(engine, folder, model));
  }

  private static LearningOptions learning(TopicModel from, SharedFitOptions shared) {
    LearningOptions options = from.options();
    return shared.maxNonzero() == 0
        ? options
        : options.toBuilder().maxNonzero(shared.maxNonzero()).build();
  }

  /**
   * Opens the model in a folder.
   *
   * @throws topiclora.lm.TopicLoraException.BadModel where there is none, or it is damaged
   */
  public TopicLoraModel load(Path folder) {
    return opened(new TopicLoraModel(engine, folder, engine.run(() -> TopicModel.load(folder))));
  }

  /** SHA-256 of the base model's weights; models of another base are refused by what needs it. */
  public String baseSha256() {
    return engine.withBase(base -> base.sha256());
  }

  private TopicLoraModel opened(TopicLoraModel model) {
    models.add(model);
    return model;
  }

  /** Ends what is computed, closes the models and the base model and gives their memory back. */
  @Override
  public void close() {
    List.copyOf(models).forEach(TopicLoraModel::close);
    engine.close();
  }
}
