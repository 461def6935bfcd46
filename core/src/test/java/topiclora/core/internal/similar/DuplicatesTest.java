package topiclora.core.internal.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static topiclora.core.internal.model.SampleModel.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.topic.Texts;
import topiclora.lm.TopicLoraException.BadModel;

final class DuplicatesTest {
  private static final String FERRY = words("ferry", 40);
  private final Map<String, String> texts =
      Map.of(
          "original",
          FERRY,
          "copy",
          "» " + FERRY.toUpperCase(java.util.Locale.ROOT).replace(" ", ",\n") + " «",
          "longer",
          FERRY + " " + words("more", 20),
          "other",
          words("other", 40),
          "empty",
          "...");
  private final TopicModel model =
      SampleModel.of(
          List.of(
              document("original", 5, 2, 0),
              document("copy", 5, 1, 0),
              document("longer", 5, 0, 1),
              document("other", 5, 2, 0),
              document("empty", 5, 0, 0)));

  @Test
  void copiesAreFoundWhateverTheirPunctuationAndCase() {
    List<Duplicates.Pair> pairs = Duplicates.of(model, kept(), 0.9);
    assertThat(pairs).hasSize(1);
    assertThat(pairs.getFirst().first().id()).isEqualTo("original");
    assertThat(pairs.getFirst().second().id()).isEqualTo("copy");
    assertThat(pairs.getFirst().overlap()).isEqualTo(1);
    assertThat(pairs.getFirst().cosine()).isCloseTo(1, within(1e-9));
  }

  @Test
  void overlapIsTheShareOfRunsOfWordsThatBothHave() {
    List<Duplicates.Pair> pairs = Duplicates.of(model, kept(), 0.1);
    assertThat(pairs).hasSize(3);
    assertThat(pairs.get(1).overlap()).isCloseTo(37.0 / 57, within(1e-9));
    assertThat(pairs).noneMatch(pair -> pair.second().id().equals("other"));
  }

  @Test
  void longTextsAreComparedBySamplesOfTheirRuns() {
    Shingles whole = Shingles.of(words("w", 4000));
    Shingles half = Shingles.of(words("w", 2000));
    assertThat(whole.hashes()).hasSize(256);
    assertThat(whole.overlap(half)).isCloseTo(0.5, within(0.1));
  }

  @Test
  void aPhraseThatAllHaveDoesNotHideCopiesAmongThem() {
    int many = 200;
    TopicModel alike =
        SampleModel.of(IntStream.range(0, many).mapToObj(i -> document("d" + i, 5, i, 1)).toList());
    Texts same = id -> Optional.of(FERRY);
    assertThat(Duplicates.of(alike, same, 1)).hasSize(many - 1);
  }

  @Test
  void aModelWithoutTextsAndAnOverlapOfNothingAreMistakes() {
    assertThatThrownBy(() -> Duplicates.of(model, Texts.NONE, 0.5))
        .isInstanceOf(BadModel.class)
        .hasMessageContaining("no texts");
    for (double least : new double[] {0, 1.5, Double.NaN}) {
      assertThatThrownBy(() -> Duplicates.of(model, kept(), least))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private Texts kept() {
    return id -> Optional.ofNullable(texts.get(id));
  }

  private static String words(String stem, int count) {
    return IntStream.range(0, count).mapToObj(i -> stem + i).collect(Collectors.joining(" "));
  }
}
