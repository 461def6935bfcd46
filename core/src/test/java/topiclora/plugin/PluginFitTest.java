package topiclora.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.Document;
import topiclora.Progress;
import topiclora.TopicLoraException;
import topiclora.base.BaseModel;
import topiclora.base.TinyBase;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.fit.Checkpoint;
import topiclora.fit.FitOptions;
import topiclora.fit.Learned;
import topiclora.model.Added;
import topiclora.model.Catalogue;
import topiclora.model.TopicModel;
import topiclora.tensor.Scope;

/** From documents with questions to a saved model of other documents. */
final class PluginFitTest {
  private static final FitOptions OPTIONS = FitOptions.plugins().rank(4).layers(1, 1).build();

  @TempDir private static Path folder;
  private static BaseModel base;
  private static Corpus corpus;
  private static Catalogue catalogue;

  @BeforeAll
  static void open() throws Exception {
    base = TinyBase.open(folder.resolve("base"));
    Random random = new Random(6);
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 9; d++) {
      String text =
          TinyBase.text(d % 3, 12, random) + ". " + TinyBase.text(d % 3, 12, random) + ".";
      lines.add("{\"id\":\"%d\",\"text\":\"%s\"}".formatted(d, text.strip()));
    }
    Path file = Files.write(folder.resolve("corpus.jsonl"), lines);
    corpus = Corpus.open(file);
    catalogue = Catalogue.of(base, corpus, OPTIONS);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void otherDocumentsAreFittedToTheSharedPartAndSaved() throws Exception {
    Learned learned = learn(List.of(new Question("they", List.of("bread"), List.of("1"))));
    TopicModel model =
        TopicModel.foldedIn(base, catalogue, OPTIONS, learned, List.of(), Progress.SILENT);
    Path place = folder.resolve("model");
    model.save(place, TextIndex.part(corpus, catalogue));
    TopicModel loaded = TopicModel.load(place);
    assertThat(loaded.options()).isEqualTo(OPTIONS);
    assertThat(loaded.numbers()).isEqualTo(12); // gate, up and down
    assertThat(Files.size(place.resolve("documents.safetensors"))).isLessThan(9 * 12 * 4); // halves
    for (int d = 0; d < 9; d++) {
      float[] x = loaded.documents().get(d).x();
      assertThat(x).isEqualTo(model.documents().get(d).x());
      assertThat(x).isNotEqualTo(new float[12]);
    }
    try (var scope = Scope.open()) {
      assertThat(loaded.learned().fisher().blocks().shape()).containsExactly(1, 12, 12);
    }
  }

  @Test
  void newDocumentsAreFoldedIntoPluginsToo() {
    Learned learned = learn(List.of(new Question("they", List.of("bread"), List.of("1"))));
    TopicModel model =
        TopicModel.foldedIn(base, catalogue, OPTIONS, learned, List.of(), Progress.SILENT);
    List<Document> renamed = new ArrayList<>();
    corpus.forEach(d -> renamed.add(Document.of("new " + d.id(), d.text())));
    Added added = model.add(base, Corpus.of(renamed), Progress.SILENT);
    assertThat(added.model().documents()).hasSize(18);
    for (int d = 0; d < 9; d++) {
      assertThat(added.documents().get(d).x())
          .containsExactly(model.documents().get(d).x(), within(1e-4f));
      assertThat(added.documents().get(d).gain()).isNaN(); // nothing is held out
    }
  }

  @Test
  void questionsOnNothingInTheCorpusAreSaidToBeSo() {
    assertThatThrownBy(
            () -> learn(List.of(new Question("Who?", List.of("no one"), List.of("mars")))))
        .isInstanceOf(TopicLoraException.BadCorpus.class)
        .hasMessage(
            "none of 1 questions is about a document of the corpus; wanted \"doc\" with its id");
  }

  private static Learned learn(List<Question> questions) {
    try (var work = Checkpoint.open(folder.resolve("work"), "test", false)) {
      return PluginFit.learn(base, catalogue, questions, OPTIONS, work, Progress.SILENT);
    }
  }
}
