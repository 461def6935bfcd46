package topiclora.lm.internal.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.lm.ChatMessage;
import topiclora.lm.FinishReason;
import topiclora.lm.LinearKind;
import topiclora.lm.Sampling;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.Golden;
import topiclora.lm.internal.model.KeyValueCache;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.model.RealBase;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

final class GeneratorTest {
  private static final JsonNode TINY = Golden.read("tiny_models.json");

  @ParameterizedTest
  @ValueSource(
      strings = {"llama", "llama-untied", "llama3-scaled", "mistral", "qwen2", "qwen3.gguf"})
  void greedyTextIsThatOfTransformersWithoutACache(String name) {
    int[] golden = Golden.ints(TINY.path("greedy").path(name.replace(".gguf", "")));
    int[] wanted =
        Arrays.stream(golden).skip(5).takeWhile(id -> id != 1).toArray(); // 1 ends a text
    try (var base = BaseModel.open(Golden.path(name), DType.F32)) {
      int[] prompt = Arrays.copyOf(golden, 5);
      int[] found = new Generator(base).generate(TokenRequest.of(prompt, 20)).ids();
      assertThat(found).containsExactly(wanted);
    }
  }

  @Test
  void theRealBaseAnswersWithACacheAsWithoutOne() {
    try (var base = BaseModel.open(RealBase.path(), DType.F32)) {
      int[] prompt =
          base.chatTemplate()
              .orElseThrow()
              .encode(List.of(ChatMessage.user("What is the capital of France?")), true);
      int[] found = new Generator(base).generate(TokenRequest.of(prompt, 12)).ids();
      assertThat(base.tokenizer().decode(found)).contains("Paris");
      assertThat(found).containsExactly(withoutCache(base, prompt, found.length));
    }
  }

  private static int[] withoutCache(BaseModel base, int[] prompt, int count) {
    int[] all = prompt;
    for (int i = 0; i < count; i++) {
      try (var scope = Scope.open()) {
        Tensor h = base.embed(Tensor.of(all, 1, all.length));
        Tensor out = base.blocks(h, 0, base.config().layers(), LinearHook.NONE);
        int next = base.logits(out.narrow(1, all.length - 1, 1)).largest(1).toInts()[0];
        all = Arrays.copyOf(all, all.length + 1);
        all[all.length - 1] = next;
      }
    }
    return Arrays.copyOfRange(all, prompt.length, all.length);
  }

  @Test
  void aCacheFilledInPiecesGivesTheSameStates() {
    try (var base = BaseModel.open(Golden.path("qwen3"), DType.F32);
        var cache = new KeyValueCache(base.config(), DType.F32, 2, 18);
        var scope = Scope.open()) {
      int[] ids =
          IntStream.range(0, 36)
              .map(i -> TINY.path("ids").get(i / 18).get(i % 18).asInt())
              .toArray();
      Tensor all = base.embed(Tensor.of(ids, 2, 18));
      float[] wanted = base.blocks(all, 0, 2, LinearHook.NONE).narrow(1, 10, 8).toFloats();
      base.blocks(all.narrow(1, 0, 9), 0, 2, LinearHook.NONE, cache);
      base.blocks(all.narrow(1, 9, 1), 0, 2, LinearHook.NONE, cache);
      float[] found = base.blocks(all.narrow(1, 10, 8), 0, 2, LinearHook.NONE, cache).toFloats();
      for (int i = 0; i < wanted.length; i++) {
        assertThat(found[i]).isCloseTo(wanted[i], within(1e-5f));
      }
      assertThat(cache.length()).isEqualTo(18);
      assertThatThrownBy(() -> base.blocks(all.narrow(1, 0, 1), 0, 2, LinearHook.NONE, cache))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("19 tokens for a cache of 18");
    }
  }

  @Test
  void aLongPromptIsReadInPiecesOfEqualLengthAndContinuedAsIfReadAtOnce(@TempDir Path folder) {
    try (var base = TinyBase.open(folder)) {
      int[] prompt = new Random(3).ints(2 * Generator.CHUNK - 55, 0, 69).toArray();
      List<Integer> read = new ArrayList<>();
      int[] found =
          new Generator(base)
              .generate(
                  TokenRequest.of(prompt, 20)
                      .withHook(
                          (module, x) -> {
                            if (module.equals(new ModuleId(0, LinearKind.Q))) {
                              read.add(x.size(1));
                            }
                            return null;
                          }))
              .ids();
      assertThat(read.subList(0, 3)).containsExactly(228, 229, 1);
      assertThat(found).containsExactly(withoutCache(base, prompt, found.length));
    }
  }

  @Test
  void theRealBaseReadsALongPromptInPiecesAsAtOnce() {
    try (var base = BaseModel.open(RealBase.path(), DType.F32)) {
      int[] question =
          base.chatTemplate()
              .orElseThrow()
              .encode(
                  List.of(
                      ChatMessage.user(
                          "The harbour lies north of the town. ".repeat(50)
                              + "Where does the harbour lie?")),
                  true);
      assertThat(question.length).isGreaterThan(Generator.CHUNK);
      int[] found = new Generator(base).generate(TokenRequest.of(question, 6)).ids();
      assertThat(found).containsExactly(withoutCache(base, question, found.length));
    }
  }

  @Test
  void aListenerHearsEveryTokenAndMayEndTheText() {
    try (var base = BaseModel.open(Golden.path("qwen2"), DType.F32)) {
      int[] whole = text(base, Sampling.greedy());
      List<Integer> heard = new ArrayList<>();
      GeneratedTokens found =
          new Generator(base)
              .generate(
                  TokenRequest.of(new int[] {5, 9, 33}, 20),
                  id -> {
                    heard.add(id);
                    return heard.size() == 3;
                  });
      assertThat(found.ids()).containsExactly(Arrays.copyOf(whole, 3));
      assertThat(heard).containsExactly(whole[0], whole[1], whole[2]);
      assertThat(found.finishReason()).isEqualTo(FinishReason.STOP);
    }
  }

  @Test
  void aSeedNamesOneText() {
    try (var base = BaseModel.open(Golden.path("qwen2"), DType.F32)) {
      Sampling wild = Sampling.defaults().withTemperature(2).withTopK(0).withTopP(1);
      int[] first = text(base, wild.withSeed(7));
      assertThat(text(base, wild.withSeed(7))).containsExactly(first);
      assertThat(text(base, wild.withSeed(8))).isNotEqualTo(first);
      assertThat(text(base, wild.withTopK(1))).containsExactly(text(base, Sampling.greedy()));
    }
  }

  private static int[] text(BaseModel base, Sampling sampling) {
    return new Generator(base)
        .generate(TokenRequest.of(new int[] {5, 9, 33}, 20).withSampling(sampling))
        .ids();
  }

  @Test
  void drawsAreAsLikelyAsTheModelSays() {
    float[] logits = {(float) Math.log(0.5), (float) Math.log(0.2), (float) Math.log(0.3)};
    assertThat(shares(new Sampling(1, 0, 1, 3), logits).get(1)).isCloseTo(0.2, within(0.02));
    assertThat(shares(new Sampling(1, 2, 1, 3), logits).get(0)).isCloseTo(0.625, within(0.02));
    assertThat(shares(new Sampling(1, 0, 0.7, 3), logits)).containsOnlyKeys(0, 2);
    assertThat(shares(new Sampling(1, 0, 0.4, 3), logits)).containsOnlyKeys(0);
    assertThat(shares(new Sampling(0.5, 0, 1, 3), logits).get(0))
        .isCloseTo(0.25 / 0.38, within(0.02));
  }

  private static Map<Integer, Double> shares(Sampling sampling, float[] logits) {
    var sampler = new Sampler(sampling);
    Map<Integer, Double> shares = new HashMap<>();
    for (int i = 0; i < 10_000; i++) {
      shares.merge(sampler.next(logits), 1e-4, Double::sum);
    }
    return shares;
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    assertThatThrownBy(() -> Sampling.greedy().withTemperature(-1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> Sampling.greedy().withTopP(0)).hasMessageContaining("top-p 0.0");
    try (var base = BaseModel.open(Golden.path("mistral"), DType.F32)) {
      var generator = new Generator(base);
      assertThatThrownBy(() -> generator.generate(TokenRequest.of(new int[0], 5)))
          .hasMessageContaining("a prompt needs one");
      assertThatThrownBy(() -> generator.generate(TokenRequest.of(new int[] {3}, 64)))
          .hasMessageContaining("reads at most 64");
    }
  }
}
