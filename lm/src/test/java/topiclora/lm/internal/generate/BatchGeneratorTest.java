package topiclora.lm.internal.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import topiclora.lm.LinearKind;
import topiclora.lm.Sampling;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.Golden;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/** Many texts at once are what each of them is alone. */
final class BatchGeneratorTest {
  private static final JsonNode TINY = Golden.read("tiny_models.json");
  private static final int MOST = 20;

  /** Of different lengths, so that all but the longest are padded. */
  private static List<int[]> prompts() {
    Random random = new Random(8);
    List<int[]> prompts = new ArrayList<>();
    for (int length : new int[] {3, 11, 1, 7, 11, 5}) {
      prompts.add(random.ints(length, 3, 60).toArray());
    }
    return prompts;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"llama", "llama-untied", "llama3-scaled", "mistral", "qwen2", "qwen3.gguf"})
  void textsOfDifferentLengthsAreGeneratedAsEachIsAlone(String name) {
    try (var base = BaseModel.open(Golden.path(name), DType.F32)) {
      for (Sampling sampling : List.of(Sampling.greedy(), Sampling.defaults().withSeed(3))) {
        assertSameTexts(base, sampling, id -> false);
      }
    }
  }

  /** Texts may differ by rounding there; what a mask hides must not. */
  @Test
  void paddingAndPastAreMaskedInBfloat16Too() {
    try (var base = BaseModel.open(Golden.path("qwen3"), DType.BF16)) {
      int[][] padded = generate(base, prompts());
      int[][] longer = generate(base, withLongest(prompts()));
      assertThat(padded).hasNumberOfRows(prompts().size());
      assertThat(Arrays.stream(padded).mapToInt(text -> text.length)).containsOnly(MOST);
      assertThat(longer[0][0]).as("however much padding there is").isEqualTo(padded[0][0]);
    }
  }

  private static int[][] generate(BaseModel base, List<int[]> prompts) {
    return new BatchGenerator(base, Sampling.greedy())
        .generate(prompts, MOST, rows -> LinearHook.NONE, id -> false);
  }

  private static List<int[]> withLongest(List<int[]> prompts) {
    List<int[]> more = new ArrayList<>(prompts);
    more.add(new Random(9).ints(23, 3, 60).toArray());
    return more;
  }

  @Test
  void textsThatEndEarlyLeaveTheOthersAsTheyAre() {
    try (var base = BaseModel.open(Golden.path("qwen2"), DType.F32)) {
      IntPredicate oftenLast = id -> id % 5 == 0;
      int[][] texts = assertSameTexts(base, Sampling.greedy(), oftenLast);
      assertThat(Arrays.stream(texts).mapToInt(text -> text.length).distinct().count())
          .as("different lengths")
          .isGreaterThan(1);
    }
  }

  private static int[][] assertSameTexts(BaseModel base, Sampling sampling, IntPredicate last) {
    List<int[]> prompts = prompts();
    int[][] together =
        new BatchGenerator(base, sampling).generate(prompts, MOST, rows -> LinearHook.NONE, last);
    assertThat(together).hasNumberOfRows(prompts.size());
    for (int i = 0; i < together.length; i++) {
      int[] alone =
          new Generator(base)
              .generate(TokenRequest.of(prompts.get(i), MOST).withSampling(sampling), last)
              .ids();
      assertThat(together[i]).containsExactly(alone);
    }
    return together;
  }

  @Test
  void theLongestPromptIsThatOfTransformers() {
    int[] golden = Golden.ints(TINY.path("greedy").path("llama"));
    int[] wanted = Arrays.stream(golden).skip(5).takeWhile(id -> id != 1).toArray(); // 1 ends
    try (var base = BaseModel.open(Golden.path("llama"), DType.F32)) {
      int[][] found =
          new BatchGenerator(base, Sampling.greedy())
              .generate(
                  List.of(new int[] {9, 9}, Arrays.copyOf(golden, 5), new int[] {4, 5, 6, 7, 8, 9}),
                  MOST,
                  rows -> LinearHook.NONE,
                  id -> false);
      assertThat(found[1]).containsExactly(wanted);
    }
  }

  @Test
  void everyTextHasItsOwnHook() {
    try (var base = BaseModel.open(Golden.path("llama"), DType.F32)) {
      List<int[]> prompts = prompts();
      IntPredicate oftenLast = id -> id % 4 == 0;
      int[][] together =
          new BatchGenerator(base, Sampling.greedy())
              .generate(prompts, MOST, rows -> scaled(rows), oftenLast);
      for (int i = 0; i < together.length; i++) {
        int own = i;
        int[] alone =
            new Generator(base)
                .generate(
                    TokenRequest.of(prompts.get(i), MOST)
                        .withHook((module, h) -> scaled(Tensor.indices(own)).delta(module, h)),
                    oftenLast)
                .ids();
        assertThat(together[i]).containsExactly(alone);
      }
    }
  }

  /** Adds to the output of attention, the more the later the text stands in the batch. */
  private static LinearHook scaled(Tensor rows) {
    return (module, h) ->
        module.kind() == LinearKind.O
            ? h.mul(rows.to(DType.F32).view(-1, 1, 1)) // [B, C, W]
            : null;
  }

  @Test
  void noTextsAreNoWorkAndAPromptNeedsAToken() {
    try (var base = BaseModel.open(Golden.path("mistral"), DType.F32)) {
      var generator = new BatchGenerator(base, Sampling.greedy());
      assertThat(generator.generate(List.of(), 5, rows -> LinearHook.NONE, id -> false)).isEmpty();
      assertThat(
              generator.generate(List.of(new int[] {3}), 0, rows -> LinearHook.NONE, id -> false))
          .isEqualTo(new int[][] {{}});
      assertThatThrownBy(
              () ->
                  generator.generate(
                      List.of(new int[] {3}, new int[0]), 5, rows -> LinearHook.NONE, id -> false))
          .hasMessageContaining("a prompt needs one");
    }
  }
}
