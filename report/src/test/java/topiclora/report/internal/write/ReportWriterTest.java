package topiclora.report.internal.write;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.report.ReportFormat;
import topiclora.report.internal.content.HostileModel;
import topiclora.report.internal.content.ReportTest;
import topiclora.report.internal.content.SafeText;

final class ReportWriterTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);

  @TempDir Path folder;

  @BeforeAll
  static void silence() {
    LogManager.getLogManager().reset();
  }

  @Test
  void hostileTitlesAreInThePageAsDataOnly() throws IOException {
    String page = page();
    List<String> scripts = scripts(page);
    assertThat(scripts).as("the data, the charts, the program").hasSize(3);
    assertThat(SCRIPT.matcher(page).replaceAll("")).doesNotContain("alert", "<img", "HYPERLINK");
    assertThat(scripts.getFirst()).doesNotContain("\u202e", "\u2028", "x".repeat(201));
    JsonNode report = new JsonMapper().readTree(scripts.getFirst());
    assertThat(scripts.getFirst()).doesNotContain("<", ">", "&");
    JsonNode documents = report.path("documents");
    assertThat(documents).hasSize(60);
    for (int d = 0; d < HostileModel.TITLES.size(); d++) {
      String title = HostileModel.TITLES.get(d);
      assertThat(documents.get(d).path("title").asText()).isEqualTo(SafeText.of(title, 200));
    }
    assertThat(documents.get(0).path("title").asText()).isEqualTo("<script>alert(1)</script>");
    assertThat(documents.get(7).path("title").asText())
        .isEqualTo("{{policy}} $1 \\u003c &lt;b&gt;");
    assertThat(documents.get(5).path("nllReduction").isNull()).isTrue();
  }

  /** A field that the program reads and nobody writes would be an empty place on the page. */
  @Test
  void theProgramReadsNoFieldThatIsNotThere() throws IOException {
    List<String> scripts = scripts(page());
    JsonNode report = new JsonMapper().readTree(scripts.getFirst());
    String program = scripts.get(2);
    assertReads(program, "\\bd|\\bdocuments\\[[^]]+\\]", report.path("documents").get(0), 15);
    assertReads(program, "(?<!\\.)\\btopics\\[[^]]+\\]", report.path("topics").get(0), 3);
    assertReads(program, "(?<!\\.)\\bclusters\\[[^]]+\\]", report.path("clusters").get(0), 1);
    assertReads(program, "\\breport", report, 6);
    assertReads(program, "\\bbreakdown", report.path("breakdowns").get(0), 4);
    String page = program.substring(program.indexOf("function headPart"));
    assertReads(page, "\\bhead", report.path("head"), 10);
  }

  private static void assertReads(String program, String value, JsonNode node, int least) {
    Set<String> read =
        Pattern.compile("(?:" + value + ")\\.([a-zA-Z]+)\\b(?!\\()")
            .matcher(program)
            .results()
            .map(found -> found.group(1))
            .filter(field -> !field.equals("length"))
            .collect(toCollection(TreeSet::new));
    assertThat(read).hasSizeGreaterThanOrEqualTo(least);
    assertThat(node.fieldNames()).toIterable().containsAll(read);
  }

  @Test
  void thePolicyAllowsWhatIsInThePageAndNoConnection() throws IOException {
    String page = page();
    Matcher policy = Pattern.compile("Security-Policy\" content=\"([^\"]*)\"").matcher(page);
    assertThat(policy.find()).isTrue();
    List<String> scripts = scripts(page);
    Matcher style = STYLE.matcher(page);
    assertThat(style.find()).isTrue();
    assertThat(policy.group(1))
        .startsWith("default-src 'none'; ")
        .contains("script-src %s %s;".formatted(hash(scripts.get(1)), hash(scripts.get(2))))
        .contains("style-src %s;".formatted(hash(style.group(1))))
        .doesNotContain("unsafe", "http");
    String markup = SCRIPT.matcher(page).replaceAll("");
    assertThat(markup).doesNotContainPattern("(src|href|action)=\"(?!#|data:,)");
    assertThat(style.group(1)).doesNotContain("url(", "@import");
  }

  @Test
  void theHeadOfThePageSaysWhereItComesFrom() throws IOException {
    assertThat(page())
        .contains(
            "<meta name=\"topiclora:model\" content=\"hostile\">",
            "<meta name=\"topiclora:base\" content=\"tiny\">",
            "<meta name=\"topiclora:modulate\" content=\"down\">",
            "<meta name=\"topiclora:seed\" content=\"1\">",
            "<meta name=\"topiclora:documents\" content=\"60\">",
            "<meta name=\"topiclora:shared-nll\" content=\"2.0000\">",
            "<title>hostile");
  }

  @Test
  void jsonHasEveryTextAsItIs() throws IOException {
    Path file = folder.resolve("report.json");
    ReportWriter.write(ReportTest.report(null), ReportFormat.JSON, file);
    JsonNode documents = new JsonMapper().readTree(Files.readString(file)).path("documents");
    for (int d = 0; d < HostileModel.TITLES.size(); d++) {
      assertThat(documents.get(d).path("title").asText()).isEqualTo(HostileModel.TITLES.get(d));
    }
  }

  @Test
  void tablesAreReadBackAndHoldNoFormula() throws IOException {
    Path place = folder.resolve("tables");
    ReportWriter.write(ReportTest.report("author"), ReportFormat.CSV, place);
    List<Map<String, String>> documents = table(place.resolve("documents.csv"));
    assertThat(documents).hasSize(60);
    assertThat(documents.getFirst())
        .containsEntry("id", "id<0")
        .containsEntry("title", "<script>alert(1)</script>")
        .containsEntry("value", "<b>0")
        .containsEntry("noise_point", "false");
    assertThat(documents.get(4).get("title")).hasSize(5000);
    assertThat(documents.get(5)).containsEntry("nll_reduction", "");
    assertThat(documents.get(8)).containsEntry("title", "'=HYPERLINK(\"evil\")");
    assertThat(Double.parseDouble(Objects.requireNonNull(documents.get(1).get("map_x"))))
        .isBetween(-1.0, 1.0);
    assertThat(table(place.resolve("neighbours.csv"))).hasSize(240);
    assertThat(table(place.resolve("topics.csv"))).hasSize(5);
    assertThat(table(place.resolve("hierarchy.csv"))).hasSize(4);
    assertThat(table(place.resolve("clusters.csv"))).hasSize(3);
    assertThat(table(place.resolve("breakdowns.csv"))).hasSize((3 + 3 + 4) * 5);
    assertThat(table(place.resolve("document-topics.csv"))).isNotEmpty();
    assertThat(table(place.resolve("report.csv")))
        .contains(Map.of("name", "base", "value", "tiny"));
  }

  @Test
  void anOlderPageIsReplacedAndAFullFolderIsNot() throws IOException {
    Path file = Files.writeString(folder.resolve("page.html"), "old");
    ReportWriter.write(ReportTest.report(null), ReportFormat.HTML, file);
    assertThat(Files.readString(file)).startsWith("<!doctype html>");
    assertThat(folder.toFile().list()).containsExactly("page.html");
    assertThatThrownBy(() -> ReportWriter.write(ReportTest.report(null), ReportFormat.HTML, folder))
        .hasMessageContaining("is a folder; wanted a file");
    assertThatThrownBy(() -> ReportWriter.write(ReportTest.report(null), ReportFormat.CSV, folder))
        .isInstanceOf(Storage.class)
        .hasMessageContaining("is there already and not empty");
  }

  private String page() throws IOException {
    Path file = folder.resolve("report.html");
    ReportWriter.write(ReportTest.report("author"), ReportFormat.HTML, file);
    return Files.readString(file);
  }

  private static List<String> scripts(String page) {
    return SCRIPT.matcher(page).results().map(found -> found.group(2)).toList();
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Map<String, String>> table(Path file) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      return rows.readAll();
    }
  }
}
