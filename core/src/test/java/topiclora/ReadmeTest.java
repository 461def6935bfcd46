package topiclora;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.similar.Neighbours;
import topiclora.core.internal.similar.Neighbours.Neighbour;
import topiclora.corpus.Corpus;
import topiclora.lm.BaseStore;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Device;

/** The README's Java compiles: it stands below, word for word. */
final class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final Path HERE = Path.of("src/test/java/topiclora/ReadmeTest.java");

  @Test
  void theExampleIsCompiled() throws IOException {
    List<String> example =
        Files.readString(README)
            .split("```java\n", -1)[1]
            .split("```", -1)[0]
            .lines()
            .map(String::strip)
            .filter(Predicate.not(String::isEmpty))
            .toList();
    String compiled = Files.readString(HERE).replaceAll("\\s+", "");
    assertThat(example)
        .hasSizeGreaterThan(5)
        .allSatisfy(line -> assertThat(compiled).contains(line.replaceAll("\\s+", "")));
  }

  @SuppressWarnings("UnusedMethod") // compiled, not run: it would fit for minutes
  private static void example() {
    BaseStore store = BaseStore.open(System.getenv());
    try (var base =
        BaseModel.open(
            store.resolve("smollm2-135m-instruct", Progress.SILENT), Device.fastType())) {
      LearningOptions options = LearningOptions.topics().toBuilder().rank(16).build();
      TokenizedCorpus catalogue =
          TokenizedCorpus.of(base, Corpus.open(Path.of("news.jsonl")), options);
      try (var work = Checkpoint.open(Path.of("news.fit"), "news", true)) {
        TopicModel model = TopicModel.fit(base, catalogue, options, work, Progress.SILENT);
        model.save(Path.of("news"));
        float[] x = model.documents().getFirst().vector();
        List<Neighbour> like = Neighbours.of(model).nearest("doc-17", 10);
        System.out.println(x.length + like.size());
      }
    }
  }
}
