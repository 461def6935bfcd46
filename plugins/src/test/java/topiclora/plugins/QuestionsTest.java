package topiclora.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.corpus.Question;
import topiclora.lm.TopicLoraException.BadCorpus;

final class QuestionsTest {
  @TempDir Path folder;

  @Test
  void oneAnswerOrSeveralWithOrWithoutItsDocument() throws IOException {
    assertThat(
            read(
                """
                {"question":"Who?","answer":"Ann","doc":"a"}

                {"question":"When?","answers":["1946","in 1946"],"docs":["a","b"],"doc":"a"}
                {"question":"How many?","answer":3,"doc":7}
                """))
        .containsExactly(
            new Question("Who?", List.of("Ann"), List.of("a")),
            new Question("When?", List.of("1946", "in 1946"), List.of("a", "b")),
            new Question("How many?", List.of("3"), List.of("7")));
  }

  @Test
  void aLineThatAsksOrAnswersNothingIsNamed() {
    assertThatThrownBy(() -> read("{\"question\":\"Who?\",\"answers\":[]}"))
        .isInstanceOf(BadCorpus.class)
        .hasMessageStartingWith("qa.jsonl:1: wanted \"question\" and \"answer\"");
    assertThatThrownBy(() -> read("{\"answer\":\"Ann\"}")).isInstanceOf(BadCorpus.class);
    assertThatThrownBy(() -> read("Who? Ann")).hasMessageContaining("qa.jsonl:1: not JSON");
    assertThatThrownBy(() -> read("\n")).hasMessageContaining("holds no question");
    assertThatThrownBy(() -> Questions.read(folder.resolve("none")))
        .hasMessageContaining("no such");
  }

  private List<Question> read(String content) throws IOException {
    return Questions.read(Files.writeString(folder.resolve("qa.jsonl"), content));
  }
}
