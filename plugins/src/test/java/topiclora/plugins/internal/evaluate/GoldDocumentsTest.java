package topiclora.plugins.internal.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import topiclora.corpus.Document;
import topiclora.corpus.Question;

final class GoldDocumentsTest {
  private static final GoldDocuments GOLD =
      new GoldDocuments(IntStream.range(0, 9).mapToObj(i -> Document.of("d" + i, "")).toList());

  private static Question about(String... docs) {
    return new Question("Who?", List.of("She"), List.of(docs));
  }

  private static List<String> ids(QuestionContext asked) {
    return asked.hits().stream().map(found -> found.document().id()).toList();
  }

  @Test
  void theQuestionsOwnDocumentComesFirstAndNoneTwice() {
    for (int d = 0; d < 9; d++) {
      QuestionContext asked = GOLD.of(about("d" + d), 2).orElseThrow();
      assertThat(ids(asked)).hasSize(3).doesNotHaveDuplicates().startsWith("d" + d);
      assertThat(ids(GOLD.shuffled(asked))).doesNotContain("d" + d);
    }
    assertThat(ids(GOLD.of(about("d4"), 0).orElseThrow())).containsExactly("d4");
  }

  @Test
  void aQuestionOnSeveralDocumentsIsGivenThemAll() {
    QuestionContext asked = GOLD.of(about("d4", "d8", "elsewhere"), 3).orElseThrow();
    assertThat(ids(asked)).hasSize(5).doesNotHaveDuplicates().startsWith("d4", "d8");
    assertThat(asked.recall()).isEqualTo(2.0 / 3);
    assertThat(new QuestionContext(about("d1"), List.of()).recall()).isZero();
    assertThat(new QuestionContext(about(), List.of()).recall()).isNaN();
  }

  @Test
  void aQuestionOnNoDocumentOfTheModelIsLeftOut() {
    assertThat(GOLD.of(about("elsewhere"), 0)).isEmpty();
    assertThat(GOLD.of(about(), 0)).isEmpty();
  }

  @Test
  void aSingleDocumentHasNoOther() {
    GoldDocuments alone = new GoldDocuments(List.of(Document.of("d0", "")));
    assertThat(ids(alone.of(about("d0"), 3).orElseThrow())).containsExactly("d0");
  }
}
