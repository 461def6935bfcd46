package topiclora;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadModel;

final class TopicLoraTest {
  @TempDir private Path folder;
  private final List<String> notices = new ArrayList<>();
  private TopicLora lora;
  private Path place;

  @BeforeEach
  void open() {
    lora = TinyCorpus.open(folder, listening((stage, done) -> {}));
    place = folder.resolve("model");
  }

  @AfterEach
  void close() {
    lora.close();
  }

  private interface Step {
    void heard(String stage, long done);
  }

  private Progress listening(Step step) {
    return new Progress() {
      @Override
      public void step(String stage, long done, long total, String note) {
        step.heard(stage, done);
      }

      @Override
      public void notice(String line) {
        notices.add(line);
      }
    };
  }

  @Test
  void aFitKeepsItsTextsAndLeavesNoWorkBehind() {
    TopicLoraModel model = lora.fit(TinyCorpus.of(0, 9), place, TinyCorpus.quick());
    assertThat(model.text("d4")).contains(TinyCorpus.documents(4, 5).getFirst().text());
    assertThat(place.resolveSibling("model.fit")).doesNotExist();
    assertThat(place.resolveSibling("model.fit.lock")).doesNotExist();
    ModelSummary summary = model.summary();
    assertThat(summary.documents()).isEqualTo(9);
    assertThat(summary.dimensions()).isEqualTo(3);
    assertThat(summary.heldOut().nllReduction())
        .isEqualTo(summary.heldOut().sharedNll() - summary.heldOut().ownNll());
    assertThat(summary.perplexity().own()).isEqualTo(Math.exp(summary.heldOut().ownNll()));
    assertThat(summary.epochs()).hasSize(1);
  }

  @Test
  void whatWasLeftOutIsToldOf() {
    List<Document> documents = new ArrayList<>(TinyCorpus.documents(0, 6));
    documents.add(Document.of("short", " boat"));
    documents.add(Document.of("empty", "  "));
    lora.fit(Corpus.of(documents), place, TinyCorpus.quick());
    assertThat(notices)
        .anySatisfy(line -> assertThat(line).contains("too short", "short"))
        .anySatisfy(line -> assertThat(line).contains("empty"));
  }

  @Test
  void aModelThatIsLoadedIsTheOneThatWasFitted() {
    TopicLoraModel fitted = lora.fit(TinyCorpus.of(0, 9), place, TinyCorpus.quick());
    TopicLoraModel loaded = lora.load(place);
    assertThat(loaded.vector("d3"))
        .hasValueSatisfying(x -> assertThat(x).containsExactly(fitted.vector("d3").orElseThrow()));
    assertThat(loaded.options()).isEqualTo(TinyCorpus.quick().learning());
  }

  /** The defect of an earlier README: stale activations of another corpus. */
  @Test
  void workOfAnotherCorpusIsRefusedAndStays() throws IOException {
    stopAt("epoch", TinyCorpus.of(0, 9));
    Path work = place.resolveSibling("model.fit");
    assertThat(work).isNotEmptyDirectory();
    assertThatThrownBy(() -> lora.fit(TinyCorpus.of(1, 10), place, TinyCorpus.quick()))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("corpus")
        .hasMessageContaining("restart");
    assertThat(work).isNotEmptyDirectory();
    TopicLoraModel model =
        lora.fit(TinyCorpus.of(1, 10), place, TinyCorpus.quick().withRestart(true));
    assertThat(model.vector("d9")).isPresent();
    assertThat(work).doesNotExist();
  }

  @Test
  void aFitThatWasStoppedGoesOnToTheSameBits() throws IOException {
    stopAt("epoch", TinyCorpus.of(0, 9));
    TopicLoraModel resumed = lora.fit(TinyCorpus.of(0, 9), place, TinyCorpus.quick());
    TopicLoraModel whole =
        lora.fit(TinyCorpus.of(0, 9), folder.resolve("whole"), TinyCorpus.quick());
    for (int d = 0; d < 9; d++) {
      assertThat(resumed.vector("d" + d).orElseThrow())
          .containsExactly(whole.vector("d" + d).orElseThrow());
    }
  }

  /** A fit whose caller fails, or is stopped, at the first step of a stage. */
  private void stopAt(String stage, Corpus corpus) {
    Progress stopping =
        listening(
            (heard, done) -> {
              if (heard.contains(stage)) {
                throw new CancellationException("stopped by the test");
              }
            });
    try (TopicLora stopped = TinyCorpus.open(folder, stopping)) {
      assertThatThrownBy(() -> stopped.fit(corpus, place, TinyCorpus.quick()))
          .isInstanceOf(CancellationException.class);
    }
  }

  @Test
  void anOutputThatIsThereIsLeftAlone() throws IOException {
    Files.createDirectories(place);
    Files.writeString(place.resolve("mine"), "mine");
    assertThatThrownBy(() -> lora.fit(TinyCorpus.of(0, 9), place, TinyCorpus.quick()))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("is there already");
    assertThat(place.resolve("mine")).hasContent("mine");
  }

  @Test
  void optionsThatCannotBeLeaveNoWorkBehind() {
    TopicFitOptions tooHigh =
        TinyCorpus.quick()
            .withLearning(TinyCorpus.quick().learning().toBuilder().layers(7, 9).build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lora.fit(TinyCorpus.of(0, 9), place, tooHigh));
    assertThat(place.resolveSibling("model.fit")).doesNotExist();
  }

  @Test
  void vectorsOfOtherDocumentsComeFromASharedAdapter() {
    lora.fit(TinyCorpus.of(0, 9), place, TinyCorpus.quick());
    TopicLoraModel others =
        lora.fit(TinyCorpus.of(9, 15), folder.resolve("others"), FitOptions.sharedFrom(place));
    assertThat(others.documents()).extracting(DocumentResult::id).startsWith("d9", "d10");
    assertThat(others.summary().dimensions()).isEqualTo(3);
  }

  @Test
  void pluginsAreMetaTrainedFoldedInAndAsked() {
    LearningFixture.Plugins made = LearningFixture.plugins(lora, folder);
    AskResult answer =
        made.model()
            .ask("what is it about?", AskOptions.defaults().withIds("d10").withMaxNewTokens(4));
    assertThat(answer.context()).isEqualTo("plugin");
    assertThat(answer.contextTokens()).isZero();
    assertThat(answer.documents()).extracting(d -> d.id()).containsExactly("d10");
    QaResult measured =
        made.model().evaluateQa(made.questions(), QaOptions.all().withGenerate(false));
    assertThat(measured.scores()).hasSize(7);
    assertThat(measured.score("shuffled")).isPresent();
    double adapter = measured.score("adapter").orElseThrow().nll();
    double plugin = measured.score("plugin").orElseThrow().nll();
    double text =
        Math.min(
            measured.score("text").orElseThrow().nll(),
            measured.score("text-plain").orElseThrow().nll());
    assertThat(measured.recovered()).isEqualTo((adapter - plugin) / (adapter - text));
  }

  @Test
  void modelsAreClosedWithTheLibrary() {
    TopicLora closed = TinyCorpus.open(folder);
    TopicLoraModel model = closed.fit(TinyCorpus.of(0, 9), place, TinyCorpus.quick());
    closed.close();
    assertThatThrownBy(model::topics)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aClosedLibraryComputesNothingMore() {
    TopicLora closed = TinyCorpus.open(folder);
    closed.close();
    assertThatThrownBy(() -> closed.load(place)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void twoFitsOfOneModelAtOnceAreOneTooMany() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    Progress nested =
        listening(
            (stage, done) -> {
              if (failures.isEmpty() && stage.contains("windows")) {
                try (TopicLora second = TinyCorpus.open(folder)) {
                  second.fit(TinyCorpus.of(0, 9), place, TinyCorpus.quick());
                } catch (BadModel e) {
                  failures.add(e);
                }
              }
            });
    try (TopicLora first = TinyCorpus.open(folder, nested)) {
      first.fit(TinyCorpus.of(0, 9), place, TinyCorpus.quick());
    }
    assertThat(failures)
        .singleElement()
        .satisfies(e -> assertThat(e).hasMessageContaining("another fit is at work"));
  }
}
