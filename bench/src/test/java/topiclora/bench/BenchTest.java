package topiclora.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.bench.setup.LabelledSubjects;
import topiclora.study.baselines.LibraryLogs;

final class BenchTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path folder;
  private Path corpus;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void silence() {
    LibraryLogs.silence();
  }

  @BeforeEach
  void writeCorpus() throws IOException {
    corpus = LabelledSubjects.write(folder);
  }

  @Test
  void geometryMeasuresEveryBaseline() throws IOException {
    assertThat(run("geometry", corpus.toString(), "--baselines-only", "--json")).isZero();
    JsonNode table = JSON.readTree(out.toString());
    assertThat(table.get("documents").asInt()).isEqualTo(12);
    assertThat(table.get("rows").findValuesAsText("name"))
        .containsExactly(
            "MiniLM",
            "MiniLM, PCA 16",
            "TF-IDF + SVD 64",
            "TF-IDF + SVD 16",
            "LDA, 16 topics",
            "LDA, 2 topics");
    assertThat(table.get("rows").get(0).get("knn5").asDouble()).isEqualTo(1);
    assertThat(table.get("rows").get(0).get("nmi").asDouble()).isEqualTo(1);
    assertThat(table.get("rows").findValues("fits").stream().map(JsonNode::asInt))
        .containsExactly(1, 1, 1, 1, 5, 5);
    assertThat(err.toString()).contains("MiniLM: ");
  }

  @Test
  void columnsAreAligned() {
    assertThat(run("geometry", corpus.toString(), "--max-documents", "10", "--baselines-only"))
        .isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(0)).isEqualTo("10 documents, 2 labels, seed 1");
    assertThat(lines.stream().skip(1).map(String::length).distinct()).hasSize(1);
  }

  @Test
  void aCorpusWithoutLabelsFailsInOneLine() throws IOException {
    Files.writeString(corpus, "{\"text\": \"a ferry\"}\n{\"text\": \"an oven\"}\n");
    assertThat(run("geometry", corpus.toString())).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("0 labels");
  }

  @Test
  void aModelThatIsNotThereFailsInOneLine() {
    String base = folder.resolve("none.gguf").toString();
    assertThat(run("geometry", corpus.toString(), "--base", base)).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("none.gguf");
  }

  @Test
  void aDeviceIsTheProcessorOrACard() {
    String base = folder.resolve("none.gguf").toString();
    assertThat(run("geometry", corpus.toString(), "--base", base, "--device", "cpu")).isEqualTo(1);
    assertThat(run("geometry", corpus.toString(), "--device", "abacus")).isEqualTo(2);
    assertThat(err.toString()).contains("none.gguf", "'--device'", "abacus");
  }

  @Test
  void tooLowALimitIsAMistakeOfUse() {
    assertThat(run("geometry", corpus.toString(), "--max-documents", "3")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("--max-documents is 3");
  }

  @Test
  void topicsMeasureEveryBaseline() throws IOException {
    Path also = folder.resolve("also.jsonl");
    Files.writeString(
        also,
        "{\"name\":\"by"
            + " hand\",\"topics\":[[\"boat\",\"storm\"],[\"oven\",\"dough\"]],\"seconds\":3}\n");
    assertThat(
            run(
                "topics",
                corpus.toString(),
                "--baselines-only",
                "--topic-counts",
                "2,3",
                "--words",
                "3",
                "--topics-from",
                also.toString(),
                "--json"))
        .isZero();
    JsonNode table = JSON.readTree(out.toString());
    assertThat(table.get("documents").asInt()).isEqualTo(6);
    assertThat(table.get("heldOut").asInt()).isEqualTo(6);
    assertThat(table.get("rows").findValuesAsText("name"))
        .containsExactly("LDA", "NMF", "LDA", "NMF", "by hand");
    JsonNode byHand = table.get("rows").get(4);
    assertThat(byHand.get("diversity").asDouble()).isEqualTo(1);
    assertThat(byHand.get("npmi").asDouble()).isBetween(-1.0, 1.0);
    assertThat(byHand.get("seconds").asDouble()).isEqualTo(3);
  }

  @Test
  void outliersWantACorpusOrLabels() {
    assertThat(run("outliers", corpus.toString())).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1).first().asString().contains("no outliers");
  }

  @Test
  void aVariantThatThereIsNoneOfIsAMistakeOfUse() {
    assertThat(run("modulations", corpus.toString(), "--variants", "down,sideways")).isEqualTo(2);
    assertThat(err.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("no variant 'sideways'; there are down, up, both, hyper, none, down-weighted");
  }

  @Test
  void pluginsWantAModelAndCountsOfOneAtLeast() {
    String none = folder.resolve("none").toString();
    assertThat(run("plugins", none, corpus.toString())).isEqualTo(1);
    assertThat(err.toString().lines())
        .hasSize(1)
        .first()
        .asString()
        .contains("no model at " + none);
    assertThat(run("plugins", none, corpus.toString(), "--min-words", "0")).isEqualTo(2);
  }

  private int run(String... args) {
    return Bench.commands()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }
}
