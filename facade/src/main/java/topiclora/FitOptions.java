package topiclora;

import java.nio.file.Path;

/**
 * What is fitted: vectors for topics, or vectors that hold facts (knowledge plugins), or only the
 * vectors of other documents with a shared adapter that is there.
 *
 * <pre>{@code
 * lora.fit(corpus, folder, FitOptions.topics().withRank(32));
 * lora.fit(corpus, folder, FitOptions.plugins().withQuestions(questions));
 * lora.fit(corpus, folder, FitOptions.sharedFrom(Path.of("meta")));
 * }</pre>
 */
public sealed interface FitOptions permits TopicFitOptions, PluginFitOptions, SharedFitOptions {
  /** Whether the work of an interrupted fit is thrown away; by default it is continued. */
  boolean restart();

  /** The same with {@link #restart}. */
  FitOptions withRestart(boolean restart);

  /** The preset for topics: one vector of 16 dimensions a document, from short windows of text. */
  static TopicFitOptions topics() {
    return TopicFitOptions.defaults();
  }

  /** The preset for knowledge plugins: long vectors, from sentences and questions. */
  static PluginFitOptions plugins() {
    return PluginFitOptions.defaults();
  }

  /** All options and the shared adapter of the model in {@code folder}; only vectors are fitted. */
  static SharedFitOptions sharedFrom(Path folder) {
    return new SharedFitOptions(folder, 0, false);
  }
}
