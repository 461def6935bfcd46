package topiclora.plugins.internal.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import topiclora.corpus.Document;
import topiclora.corpus.Question;

final class ClozeTest {
  @Test
  void namesAndNumbersBecomeQuestions() {
    Document mill =
        Document.of("mill", "The mill of Anna Vell burned in 1904. It was never rebuilt.");
    assertThat(Cloze.of(mill))
        .containsExactly(
            new Question("The mill of what burned in 1904?", List.of("Anna Vell"), List.of("mill")),
            new Question(
                "The mill of Anna Vell burned in what?", List.of("1904"), List.of("mill")));
  }
}
