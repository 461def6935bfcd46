package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ask and evaluate-qa say before a base model is opened. */
final class AnswerCommandsTest {
  @TempDir Path folder;
  private String model = "";
  private String qa = "";

  @BeforeEach
  void aModelAndAQuestion() throws IOException {
    model = ATinyModel.in(folder).toString();
    qa =
        Files.writeString(
                folder.resolve("qa.jsonl"),
                "{\"question\": \"Who?\", \"answer\": \"She\", \"doc\": \"west\"}\n")
            .toString();
  }

  @ParameterizedTest
  @CsvSource({
    "--context mine, --context",
    "--ids west, no document 'west'",
    "-k 0, -k is 0",
    "--ids north --max-context-tokens 0, --max-context-tokens is 0",
    "--ids north --max-new-tokens 0, --max-new-tokens is 0",
    "--ids north --where label=sport, --where narrows a search",
    "--where sport, is no condition",
    "--where year=1, no document has a field 'year'",
  })
  void aQuestionThatCannotBeAskedSoIsAMistake(String options, String message) {
    assertMistake("ask", "Who?", options, message);
  }

  @ParameterizedTest
  @CsvSource({
    "--context mine, there are none",
    "--documents-from silver, --documents-from",
    "--max-questions 0, --max-questions is 0",
    "--where label=sport, --where narrows a search",
  })
  void whatCannotBeMeasuredIsAMistake(String options, String message) {
    assertMistake("evaluate-qa", qa, options, message);
  }

  private void assertMistake(String command, String argument, String options, String message) {
    CliRun run =
        CliRun.of(
            (command + "\n" + model + "\n" + argument + "\n" + options.replace(' ', '\n'))
                .split("\n"));
    assertThat(run.err()).contains(message);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
  }

  @Test
  void anIdWithACommaIsNamedByItself() {
    String none = folder.resolve("none.gguf").toString();
    assertThat(CliRun.of("ask", model, "Who?", "--ids", ATinyModel.SLY, "--base", none).err())
        .contains("no base model");
    assertThat(CliRun.of("ask", model, "Who?", "--ids", "north," + ATinyModel.SLY, "--base", none))
        .matches(run -> run.exit() == 2 && run.err().contains("no document 'a'"));
  }

  @Test
  void anEmptyQuestionIsAMistake() {
    assertThat(CliRun.of("ask", model, " "))
        .matches(run -> run.exit() == 2 && run.err().contains("the question is empty"));
  }

  @Test
  void questionsOnDocumentsThatAreNotThereCannotBeMeasured() {
    assertThat(CliRun.of("evaluate-qa", model, qa))
        .matches(run -> run.exit() == 1 && run.err().contains("names a document of the model"));
  }
}
