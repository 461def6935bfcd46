package topiclora;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.core.LearningOptions;
import topiclora.corpus.Question;
import topiclora.lm.LinearKind;

/** A model of the preset for plugins, small enough for a test. */
final class LearningFixture {
  private LearningFixture() {}

  /** Vectors of documents d9 to d11, and a question on each. */
  record Plugins(TopicLoraModel model, List<Question> questions) {}

  static Plugins plugins(TopicLora lora, Path folder) {
    LearningOptions learning =
        LearningOptions.plugins().toBuilder()
            .rank(2)
            .targetModules(List.of(LinearKind.DOWN))
            .window(16)
            .maxTokens(64)
            .build();
    Path meta = folder.resolve("meta");
    lora.fit(
        TinyCorpus.of(0, 9),
        meta,
        FitOptions.plugins()
            .withLearning(learning)
            .withQuestions(questions(0, 9))
            .withMetaTrainOnly(true));
    TopicLoraModel model =
        lora.fit(TinyCorpus.of(9, 12), folder.resolve("plugins"), FitOptions.sharedFrom(meta));
    return new Plugins(model, questions(9, 12));
  }

  private static List<Question> questions(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(d -> new Question("what is it about?", List.of("the boat"), List.of("d" + d)))
        .toList();
  }
}
