package topiclora.cli;

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

/** Questions whose documents are searched for, on a model that was fitted. */
final class RetrievedAnswersTest {
  @TempDir Path folder;
  private String base = "";
  private String model = "";
  private String qa = "";

  /** Each question is a word that one document has; two documents are of each year. */
  @BeforeEach
  void fitAModel() throws IOException {
    base = ATinyBase.in(folder).toString();
    model = folder.resolve("m").toString();
    Random random = new Random(4);
    List<String> documents = new ArrayList<>();
    List<String> questions = new ArrayList<>();
    for (int d = 0; d < 12; d++) {
      String rare = word(random) + word(random);
      String text = rare + (" " + word(random)).repeat(3) + " common";
      documents.add(
          "{\"id\":\"d%d\",\"text\":\"%s\",\"year\":\"%d\"}".formatted(d, text, 2000 + d / 2));
      questions.add("{\"question\":\"%s\",\"answer\":\"ab\",\"doc\":\"d%d\"}".formatted(rare, d));
    }
    questions.add("{\"question\":\"common\",\"answer\":\"ab\",\"doc\":\"elsewhere\"}");
    String corpus = Files.write(folder.resolve("c.jsonl"), documents).toString();
    qa = Files.write(folder.resolve("qa.jsonl"), questions).toString();
    String options = " --rank 2 --window 8 --max-tokens 64 --epochs 1 --threads 1 --base " + base;
    CliRun fit = CliRun.of(("fit " + corpus + " -o " + model + options).split(" "));
    assertThat(fit.exit()).as(fit.err()).isZero();
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private CliRun evaluated(String options) {
    return CliRun.of(
        ("evaluate-qa " + model + " " + qa + " --base " + base + " " + options).split(" "));
  }

  private CliRun retrieved(String options) {
    return evaluated("--documents-from retrieved " + options);
  }

  @Test
  void recallIsSaidForEveryRetriever() throws IOException {
    CliRun run = retrieved("--context plugin -k 1 --max-new-tokens 4 --json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode json = new JsonMapper().readTree(run.out());
    JsonNode score = json.path("scores").get(0);
    assertThat(json.path("scores")).hasSize(1);
    assertThat(score.path("context").asText()).isEqualTo("plugin");
    assertThat(json.path("recovered").isNull()).isTrue();
    assertThat(score.path("f1").asDouble()).isBetween(0.0, 1.0);
    JsonNode at = json.path("recallAt");
    assertThat(at.fieldNames()).toIterable().containsExactly("bm25", "vector", "hybrid");
    for (JsonNode way : at) {
      assertThat(way.fieldNames()).toIterable().containsExactly("1", "3", "5", "10");
      assertThat(way.path("1").asDouble()).isLessThanOrEqualTo(way.path("10").asDouble());
    }
    assertThat(at.path("bm25").path("1").asDouble())
        .as("the question on no document of the model does not count")
        .isEqualTo(1);
  }

  @Test
  void conditionsNarrowTheSearch() throws IOException {
    CliRun run =
        retrieved("--context none --no-generate --where year=2000 --where year=2001 --json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonNode at = new JsonMapper().readTree(run.out()).path("recallAt");
    assertThat(at.path("bm25").path("10").asDouble()).isEqualTo(4 / 12.0);
  }

  @Test
  void aPersonSeesATable() {
    CliRun run = retrieved("--context all --no-generate");
    assertThat(run.out()).contains("retriever     1     3     5    10", "bm25       1.00  1.00");
  }

  /** No other document has a question's word. */
  @Test
  void documentsThatKnowNothingOfTheQuestionSayNothing() throws IOException {
    JsonNode scores = gold("--context all").path("scores");
    assertThat(scores).hasSize(7);
    assertThat(nll(scores, "shuffled")).isEqualTo(nll(scores, "adapter"));
    assertThat(nll(scores, "plugin")).isNotEqualTo(nll(scores, "adapter"));
    assertThat(nll(gold("--context plugin --distractors 2").path("scores"), "plugin"))
        .isEqualTo(nll(scores, "plugin"));
    JsonNode ones = gold("--context all --weights ones").path("scores");
    assertThat(nll(ones, "shuffled")).isNotEqualTo(nll(ones, "adapter"));
    assertThat(nll(ones, "plugin")).isEqualTo(nll(scores, "plugin"));
  }

  private JsonNode gold(String options) throws IOException {
    CliRun run = evaluated("--no-generate --json " + options);
    assertThat(run.exit()).as(run.err()).isZero();
    return new JsonMapper().readTree(run.out());
  }

  private static double nll(JsonNode scores, String context) {
    for (JsonNode score : scores) {
      if (score.path("context").asText().equals(context)) {
        return score.path("nll").asDouble();
      }
    }
    throw new AssertionError("no score of " + context + " in " + scores);
  }

  @Test
  void goldDocumentsNeedNoSearch() throws IOException {
    assertThat(gold("--context none").has("recallAt")).isFalse();
  }
}
