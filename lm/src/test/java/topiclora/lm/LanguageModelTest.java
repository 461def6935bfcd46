package topiclora.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.internal.generate.Generator;
import topiclora.lm.internal.generate.TokenRequest;
import topiclora.lm.internal.model.RealBase;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.OneThread;

@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
final class LanguageModelTest {
  private static final ComputeOptions EXACT =
      ComputeOptions.defaults().withType(ElementType.FLOAT32);
  private static final GenerationRequest BOAT =
      GenerationRequest.ofPrompt(" the boat was")
          .withSampling(Sampling.greedy())
          .withMaxNewTokens(24);

  @TempDir private static Path folder;

  private LanguageModel model;

  @BeforeAll
  void open() throws IOException {
    TinyBase.open(folder).close();
    Files.writeString(
        folder.resolve("chat_template.jinja"),
        "{% for m in messages %} {{ m.role }} {{ m.content }}{% endfor %}"
            + "{% if add_generation_prompt %} the{% endif %}");
    model = LanguageModel.open(folder.toString(), EXACT, Progress.SILENT);
  }

  @AfterAll
  void close() {
    model.close();
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(model.name()).isEqualTo(folder.getFileName().toString());
    assertThat(model.sha256()).matches("[0-9a-f]{64}");
    assertThat(model.contextLength()).isEqualTo(512);
    assertThat(model.vocabularySize()).isEqualTo(81);
    assertThat(model.encode(" boat")).hasSize(1);
    assertThat(model.decode(model.encode(" the boat"))).isEqualTo(" the boat");
  }

  @Test
  void aGreedyTextIsThatOfTheGenerator() {
    Generation found = model.generate(BOAT);
    int[] wanted =
        new Generator(model.engine().base())
            .generate(TokenRequest.of(model.encode(" the boat was"), 24))
            .ids();
    assertThat(found.text()).isEqualTo(model.decode(wanted)).isNotBlank();
    assertThat(found.finishReason()).isEqualTo(FinishReason.LENGTH);
    assertThat(found.promptTokens()).isEqualTo(3);
    assertThat(found.newTokens()).isEqualTo(24);
    assertThat(found.secondsToFirst()).isPositive().isLessThan(60);
  }

  @Test
  void aSeedNamesOneText() {
    GenerationRequest wild =
        BOAT.withSampling(Sampling.defaults().withTemperature(2).withTopK(0).withTopP(1));
    String text = model.generate(wild).text();
    assertThat(model.generate(wild).text()).isEqualTo(text);
    assertThat(model.generate(wild.withSampling(wild.sampling().withSeed(9))).text())
        .isNotEqualTo(text);
  }

  @Test
  void aConversationIsWrittenAsItsTemplateSays() {
    Generation found =
        model.generate(
            GenerationRequest.ofMessages(ChatMessage.user("boat"))
                .withSampling(Sampling.greedy())
                .withMaxNewTokens(5));
    Generation wanted = model.generate(greedy(" user boat the").withMaxNewTokens(5));
    assertThat(found.text()).isEqualTo(wanted.text());
    assertThat(found.promptTokens()).isEqualTo(wanted.promptTokens());
  }

  @Test
  void aModelWithoutATemplateTakesNoMessages(@TempDir Path other) {
    TinyBase.open(other).close();
    try (var plain = LanguageModel.open(other.toString(), EXACT, Progress.SILENT)) {
      assertThatThrownBy(
              () -> plain.generate(GenerationRequest.ofMessages(ChatMessage.user("boat"))))
          .isInstanceOf(TopicLoraException.BadBase.class)
          .hasMessageContaining("has no chat template");
    }
  }

  @Test
  void aStopStringEndsTheTextAndIsNotHeard() {
    String whole = model.generate(BOAT).text();
    String stop = whole.substring(9, 14); // begins and ends within words
    List<String> heard = new ArrayList<>();
    Generation found = model.generate(BOAT.withStop("no such thing", stop), heard::add);
    assertThat(found.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(String.join("", heard)).isEqualTo(found.text());
    assertThat(found.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(found.newTokens()).isLessThan(24);
  }

  @Test
  void textIsHeardOnTheThreadOfTheModelAsItIsWritten() {
    List<String> heard = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    Generation found =
        model.generate(
            BOAT,
            piece -> {
              heard.add(piece);
              threads.add(Thread.currentThread());
            });
    assertThat(heard).hasSizeGreaterThan(10);
    assertThat(String.join("", heard)).isEqualTo(found.text());
    assertThat(threads).doesNotContain(Thread.currentThread());
    assertThat(threads.getFirst().isVirtual()).isFalse();
  }

  @Test
  void whatAListenerThrowsReachesTheCaller() {
    var full = new IllegalStateException("full");
    assertThatThrownBy(
            () ->
                model.generate(
                    BOAT,
                    piece -> {
                      throw full;
                    }))
        .isSameAs(full);
    assertThat(model.generate(BOAT).newTokens()).isEqualTo(24);
  }

  @Test
  void aTextThatIsNoLongerWantedEndsWhereItIs() {
    String whole = model.generate(BOAT).text();
    var asked = new AtomicInteger();
    Generation found = model.generate(BOAT.withCancelled(() -> asked.incrementAndGet() > 5));
    assertThat(found.finishReason()).isEqualTo(FinishReason.CANCELLED);
    assertThat(found.newTokens()).isEqualTo(5);
    assertThat(whole).startsWith(found.text());
  }

  @Test
  void aPromptThatIsNoLongerWantedIsNotReadToItsEnd() {
    var asked = new AtomicInteger();
    GenerationRequest request =
        GenerationRequest.ofPrompt(" the boat".repeat(200))
            .withMaxNewTokens(9)
            .withCancelled(() -> asked.incrementAndGet() > 1);
    Generation found = model.generate(request);
    assertThat(found.finishReason()).isEqualTo(FinishReason.CANCELLED);
    assertThat(found.newTokens()).isZero();
    assertThat(found.text()).isEmpty();
    assertThat(found.secondsToFirst()).isNaN();
    assertThat(asked).as("before the first and the second piece").hasValue(2);
  }

  @Test
  void anInterruptedCallerGetsWhatThereIs() throws InterruptedException {
    var found = new AtomicReference<@Nullable Generation>();
    var interrupted = new AtomicReference<@Nullable Boolean>();
    Thread caller =
        new Thread(
            () -> {
              Thread self = Thread.currentThread();
              GenerationRequest request = BOAT.withMaxNewTokens(400);
              found.set(model.generate(request, piece -> self.interrupt()));
              interrupted.set(Thread.interrupted());
            });
    caller.start();
    caller.join();
    Generation cut = Objects.requireNonNull(found.get());
    assertThat(cut.finishReason()).isEqualTo(FinishReason.CANCELLED);
    assertThat(cut.newTokens()).isBetween(1, 399);
    assertThat(interrupted.get()).isTrue();
  }

  @Test
  void manyVirtualThreadsGetTheTextsThatOneWouldGet()
      throws InterruptedException, ExecutionException {
    List<String> prompts = List.of(" the boat", " the oven", " a star and", " the moon is");
    List<String> wanted = prompts.stream().map(p -> model.generate(greedy(p)).text()).toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> texts = new ArrayList<>();
      for (String prompt : prompts) {
        texts.add(threads.submit(() -> model.generate(greedy(prompt)).text()));
      }
      for (int i = 0; i < texts.size(); i++) {
        assertThat(texts.get(i).get()).isEqualTo(wanted.get(i));
      }
    }
  }

  private static GenerationRequest greedy(String prompt) {
    return GenerationRequest.ofPrompt(prompt).withSampling(Sampling.greedy()).withMaxNewTokens(12);
  }

  @Test
  void whatCannotBeIsRefusedInOneLine() {
    assertThatThrownBy(() -> model.generate(BOAT.withMaxNewTokens(510)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 tokens and 510 to come")
        .hasMessageContaining("at most 512");
    assertThatThrownBy(() -> BOAT.withMaxNewTokens(0)).hasMessageContaining("maxNewTokens is 0");
    assertThatThrownBy(() -> BOAT.withStop("")).hasMessageContaining("a stop string is empty");
    assertThatThrownBy(() -> GenerationRequest.ofMessages(List.of()))
        .hasMessageContaining("neither prompt nor messages");
    OneThread.set();
    assertThatThrownBy(
            () -> LanguageModel.open(folder.toString(), EXACT.withThreads(3), Progress.SILENT))
        .hasMessageStartingWith("3 threads wanted, but this process computes with 1");
  }

  @Test
  void aClosedOneGeneratesNoMore(@TempDir Path other) {
    TinyBase.open(other).close();
    var shortLived = LanguageModel.open(other.toString(), EXACT, Progress.SILENT);
    shortLived.close();
    shortLived.close();
    assertThatThrownBy(() -> shortLived.generate(BOAT)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theRealOneAnswers() {
    String path = RealBase.path().toString();
    try (var real = LanguageModel.open(path, ComputeOptions.defaults(), Progress.SILENT)) {
      List<String> heard = new ArrayList<>();
      Generation answer =
          real.generate(
              GenerationRequest.ofMessages(ChatMessage.user("What is the capital of France?"))
                  .withSampling(Sampling.greedy())
                  .withMaxNewTokens(40)
                  .withStop("."),
              heard::add);
      assertThat(answer.text()).contains("Paris").doesNotContain(".");
      assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(String.join("", heard)).isEqualTo(answer.text());
    }
  }
}
