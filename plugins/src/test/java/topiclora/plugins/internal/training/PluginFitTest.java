package topiclora.plugins.internal.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.FitInputs;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.AddResult;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Scope;
import topiclora.plugins.internal.retrieve.TextIndex;

/** From documents with questions to a saved model of other documents. */
final class PluginFitTest {
  private static final LearningOptions OPTIONS =
      LearningOptions.plugins().toBuilder().rank(4).layers(1, 1).build();

  @TempDir private static Path folder;
  private static BaseModel base;
  private static Corpus corpus;
  private static TokenizedCorpus catalogue;

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
    catalogue = TokenizedCorpus.of(base, corpus, OPTIONS);
  }

  @AfterAll
  static void close() {
    base.close();
  }

  @Test
  void otherDocumentsAreFittedToTheSharedPartAndSaved() throws Exception {
    Parameters learned = learn(List.of(new Question("they", List.of("bread"), List.of("1"))));
    TopicModel model =
        TopicModel.foldedIn(base, catalogue, OPTIONS, learned, List.of(), Progress.SILENT);
    Path place = folder.resolve("model");
    model.save(place, TextIndex.writer(corpus, catalogue));
    TopicModel loaded = TopicModel.load(place);
    assertThat(loaded.options()).isEqualTo(OPTIONS);
    assertThat(loaded.dimensions()).isEqualTo(12); // gate, up and down
    assertThat(Files.size(place.resolve("documents.safetensors"))).isLessThan(9 * 12 * 4); // halves
    for (int d = 0; d < 9; d++) {
      float[] x = loaded.documents().get(d).vector();
      assertThat(x).isEqualTo(model.documents().get(d).vector());
      assertThat(x).isNotEqualTo(new float[12]);
    }
    try (var scope = Scope.open()) {
      assertThat(loaded.parameters().fisher().blocks().shape()).containsExactly(1, 12, 12);
    }
  }

  @Test
  void vectorsThatKeepAFewNumbersAreSmallAndComeBackAsTheyWere() throws Exception {
    Parameters learned = learn(List.of(new Question("they", List.of("bread"), List.of("1"))));
    LearningOptions few = OPTIONS.toBuilder().maxNonzero(3).build();
    TopicModel model =
        TopicModel.foldedIn(base, catalogue, few, learned, List.of(), Progress.SILENT);
    Path place = folder.resolve("few");
    model.save(place);
    TopicModel loaded = TopicModel.load(place);
    assertThat(loaded.documents()).usingRecursiveComparison().isEqualTo(model.documents());
    for (DocumentVector document : loaded.documents()) {
      long kept = IntStream.range(0, 12).filter(n -> document.vector()[n] != 0).count();
      assertThat(kept).isEqualTo(3);
    }
    try (var vectors = Safetensors.open(place.resolve("documents.safetensors"))) {
      assertThat(vectors.shape("x.values")).containsExactly(9, 3);
      assertThat(vectors.shape("x.places")).containsExactly(9, 2); // 12 bits
    }
    Path all = folder.resolve("all");
    TopicModel.foldedIn(
            base,
            catalogue,
            OPTIONS.toBuilder().maxNonzero(12).build(),
            learned,
            List.of(),
            Progress.SILENT)
        .save(all);
    try (var vectors = Safetensors.open(all.resolve("documents.safetensors"))) {
      assertThat(vectors.names()).containsExactly("x");
    }
  }

  @Test
  void placesThatDoNotFitTheirNumbersAreDamage() throws Exception {
    Parameters learned = learn(List.of(new Question("they", List.of("bread"), List.of("1"))));
    LearningOptions few = OPTIONS.toBuilder().maxNonzero(3).build();
    Path place = folder.resolve("damaged");
    TopicModel.foldedIn(base, catalogue, few, learned, List.of(), Progress.SILENT).save(place);
    Path file = place.resolve("documents.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 2] = -1; // of the last document's places
    Files.write(file, bytes);
    assertThatThrownBy(() -> TopicModel.load(place))
        .isInstanceOf(TopicLoraException.BadModel.class)
        .hasMessageContaining("is damaged: more places than the 3 values of vector 8");
  }

  @Test
  void newDocumentsAreFoldedIntoPluginsToo() {
    Parameters learned = learn(List.of(new Question("they", List.of("bread"), List.of("1"))));
    TopicModel model =
        TopicModel.foldedIn(base, catalogue, OPTIONS, learned, List.of(), Progress.SILENT);
    List<Document> renamed = new ArrayList<>();
    corpus.forEach(d -> renamed.add(Document.of("new " + d.id(), d.text())));
    AddResult added = model.add(base, Corpus.of(renamed), Progress.SILENT);
    assertThat(added.model().documents()).hasSize(18);
    for (int d = 0; d < 9; d++) {
      assertThat(added.documents().get(d).vector())
          .containsExactly(model.documents().get(d).vector(), within(1e-4f));
      assertThat(added.documents().get(d).nllReduction()).isNaN(); // nothing is held out
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

  private static Parameters learn(List<Question> questions) {
    FitInputs inputs = FitInputs.of(base, catalogue.corpusSummary(), OPTIONS).with(questions);
    Checkpoint work = Checkpoint.open(folder.resolve("work"), inputs, false);
    return PluginFit.metaTrain(base, catalogue, questions, OPTIONS, work, Progress.SILENT);
  }
}
