package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What {@code --json} prints, and a model folder holds, is what docs/guide/schema says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class JsonSchemaTest {
  static final Path SCHEMAS = UserPages.DOCS.resolve("guide/schema");

  /** Its only output that needs a network names what it has fetched. */
  private static final String NOT_RUN = "base-pull";

  private static final JsonMapper JSON = new JsonMapper();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final Set<String> checked = new HashSet<>();

  private Path folder = Path.of("");
  private String base = "";
  private String model = "";
  private String qa = "";
  private String fitted = "";

  @BeforeAll
  void fitAModel(@TempDir Path place) throws IOException {
    folder = place;
    base = ATinyBase.in(folder).toString();
    model = folder.resolve("m").toString();
    qa =
        Files.write(
                folder.resolve("qa.jsonl"),
                List.of(
                    "{\"question\": \"one\", \"answer\": \"ab\", \"doc\": \"old0\"}",
                    "{\"question\": \"two\", \"answer\": \"cd\", \"doc\": \"old1\"}"))
            .toString();
    String corpus = corpus("old", 12);
    fitted =
        printed(
            "fit "
                + corpus
                + " -o "
                + model
                + " --rank 2 --window 8 --max-tokens 64 --epochs 1 --threads 1 --base "
                + base);
  }

  private String corpus(String ids, int count) throws IOException {
    Random random = new Random(ids.hashCode());
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        text.append((char) ('a' + (d % 2) * 9 + random.nextInt(9)));
      }
      lines.add(
          "{\"id\":\"%s%d\",\"title\":\"Title %d\",\"text\":\"%s words of %d\",\"year\":\"%d\"}"
              .formatted(ids, d, d, text, d, 2000 + d % 3));
    }
    return Files.write(folder.resolve(ids + ".jsonl"), lines).toString();
  }

  @Test
  void aFit() {
    assertOutput("fit", fitted);
  }

  @Test
  void theModelFolder() throws IOException {
    assertOutput("model", Files.readString(Path.of(model, "model.json")));
    for (String line : Files.readAllLines(Path.of(model, "documents.jsonl"))) {
      assertOutput("model-document", line);
    }
  }

  @Test
  void whatOneSeesOfAModel() {
    printed("vectors " + model).lines().forEach(line -> assertOutput("vectors", line));
    assertOutput("topics", printed("topics " + model + " --base " + base));
    assertOutput(
        "topics",
        printed(
            "topics "
                + model
                + " --base "
                + base
                + " --topics 1 --query abc --group-by year --representative-sentences"));
    assertOutput("similar", printed("similar " + model + " old0"));
    assertOutput("duplicates", printed("similar " + model + " --duplicates --min-overlap 0.01"));
    assertOutput("outliers", printed("outliers " + model));
    assertOutput("clusters", printed("clusters " + model + " --clusters 2"));
    assertOutput("clusters", printed("clusters " + model + " --method hdbscan"));
  }

  @Test
  void theReport() throws IOException {
    Path data = folder.resolve("report.json");
    assertOutput(
        "report", printed("report " + model + " --base " + base + " --format json -o " + data));
    assertOutput("report-data", Files.readString(data));
  }

  @Test
  void heldOutText() throws IOException {
    for (String vectors : List.of("own", "zero", "shuffled", "fold-in")) {
      assertOutput(
          "evaluate",
          printed(
              "evaluate "
                  + model
                  + " "
                  + folder.resolve("old.jsonl")
                  + " --base "
                  + base
                  + " --document-vectors "
                  + vectors));
    }
  }

  @Test
  void answers() {
    String asked = " --base " + base + " --max-new-tokens 2 ";
    assertOutput("ask", printed("ask " + model + " one" + asked + "--ids old0"));
    assertOutput("ask", printed("ask " + model + " words" + asked + "--context both"));
    String questions = "evaluate-qa " + model + " " + qa + asked;
    assertOutput("evaluate-qa", printed(questions + "--no-generate"));
    assertOutput("evaluate-qa", printed(questions + "--context all"));
    assertOutput("evaluate-qa", printed(questions + "--documents-from retrieved"));
  }

  @Test
  void exports() throws IOException {
    Path parts = folder.resolve("parts");
    String export = "export " + model + " --base " + base;
    assertOutput(
        "export", printed(export + " --query words -o " + folder.resolve("one") + " --to peft"));
    assertOutput("export", printed(export + " --ids old0 -o " + parts + " --to gguf --components"));
    assertOutput("scales", Files.readString(parts.resolve("scales.json")));
  }

  @Test
  void aModelThatGrows() throws IOException {
    String grown = folder.resolve("grown").toString();
    printed(
        "fit "
            + corpus("first", 12)
            + " -o "
            + grown
            + " --base "
            + base
            + " --rank 2 --window 8 --max-tokens 64 --epochs 1 --threads 1");
    String more = corpus("more", 2);
    assertOutput("add", printed("add " + grown + " " + more + " --base " + base));
    assertOutput("add", printed("add " + grown + " " + more + " --replace --base " + base));
    assertOutput("remove", printed("remove " + grown + " more0 more1"));
    assertOutput("model", Files.readString(Path.of(grown, "model.json")));
  }

  @Test
  void aStudy() throws IOException {
    Path study = folder.resolve("study");
    printed(
        "study "
            + corpus("studied", 14)
            + " -o "
            + study
            + " --base "
            + base
            + " --quick --hypotheses 1,6 --threads 1");
    assertOutput("study", Files.readString(study.resolve("study.json")));
  }

  @Test
  void basesOfACache() throws IOException {
    Path cache = folder.resolve("cache");
    Files.createDirectories(cache.resolve("topiclora/base/mine"));
    CliRun run = CliRun.in(Map.of("XDG_CACHE_HOME", cache.toString()), "base", "list", "--json");
    assertOutput("base-list", run.out());
  }

  @AfterAll
  void everySchemaWasChecked() throws IOException {
    try (Stream<Path> files = Files.list(SCHEMAS)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .filteredOn(name -> !name.equals(NOT_RUN))
          .isSubsetOf(checked);
    }
  }

  private static String printed(String command) {
    CliRun run = CliRun.of((command + " --json").split(" +"));
    assertThat(run.exit()).as(command + "\n" + run.err()).isZero();
    return run.out();
  }

  private void assertOutput(String schema, String json) {
    try {
      JsonNode node = JSON.readTree(json);
      List<Error> errors =
          registry
              .getSchema(JSON.readTree(SCHEMAS.resolve(schema + ".json").toFile()))
              .validate(node);
      assertThat(errors).as(schema + ": " + json).isEmpty();
      checked.add(schema);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
