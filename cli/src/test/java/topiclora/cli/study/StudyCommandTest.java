package topiclora.cli.study;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.cli.ATinyBase;
import topiclora.cli.CliRun;

/** A study from the command line. */
final class StudyCommandTest {
  private static final String SLY = "sly\\u001b[2J<script>";

  @TempDir Path folder;
  private String corpus = "";
  private Path place = Path.of("");

  @BeforeEach
  void aCorpus() throws IOException {
    Random random = new Random(4);
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 14; d++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        text.append((char) ('a' + (d % 2) * 9 + random.nextInt(9)));
      }
      lines.add(
          "{\"id\":\"%s%d\",\"title\":\"%s\",\"text\":\"%s\",\"label\":\"%d\"}"
              .formatted(SLY, d, SLY, text, d % 2));
    }
    corpus = Files.write(folder.resolve("c.jsonl"), lines).toString();
    place = folder.resolve("study");
  }

  @Test
  void theReportIsWrittenAndASecondRunMakesNoFit() throws IOException {
    String base = ATinyBase.in(folder).toString();
    CliRun first = study("--quick", "--hypotheses", "1,6", "--base", base, "--threads", "1");
    assertThat(first.exit()).as(first.err()).isZero();
    assertThat(first.err()).contains("1 fits ahead", "hypothesis 6: ");
    assertThat(first.out()).contains("1. Does a vector represent its document?", "README.md");
    String report = Files.readString(place.resolve("README.md"));
    assertThat(report)
        .contains("topiclora study ", "--hypotheses 1,6")
        .doesNotContain("sly", "<script");
    assertThat(Files.readString(place.resolve("runs/.gitignore"))).isEqualTo("*\n");
    CliRun second =
        study("--quick", "--hypotheses", "1,6", "--base", base, "--threads", "1", "--json");
    assertThat(second.err()).contains("all 1 fits are there already").doesNotContain("epoch 1");
    JsonNode json = new JsonMapper().readTree(second.out());
    assertThat(json.at("/setting/documents").asInt()).isEqualTo(14);
    assertThat(json.at("/answers/1/number").asInt()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({
    "--seeds, 0, seeds is 0",
    "--max-documents, 0, --max-documents is 0",
    "--hypotheses, 12, there are 1 to 11",
    "--max-tokens, 8, maxTokens is 8",
    "--threads, 0, --threads is 0"
  })
  void whatCannotBeStudiedIsAMistake(String option, String value, String message) {
    CliRun run = study(option, value);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains(message);
    assertThat(place).doesNotExist();
  }

  @Test
  void aFolderOfSomethingElseIsLeftAlone() throws IOException {
    Path mine = Files.writeString(Files.createDirectories(place).resolve("README.md"), "mine");
    CliRun run = study("--quick");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("is there already, and no study");
    assertThat(mine).hasContent("mine");
  }

  @Test
  void tooFewDocumentsAreSaidToBe() {
    CliRun run = study("--max-documents", "5");
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("5 documents are too few for a study, wanted at least 12");
  }

  private CliRun study(String... args) {
    List<String> all = new ArrayList<>(List.of("study", corpus, "-o", place.toString()));
    all.addAll(List.of(args));
    return CliRun.of(all.toArray(String[]::new));
  }
}
