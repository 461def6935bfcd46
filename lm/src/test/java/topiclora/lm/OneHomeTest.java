package topiclora.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What several stages need is written once. Reads the main sources of all modules; a pattern finds
 * what a second implementation would contain, and misses one that is written in another way.
 */
final class OneHomeTest {
  private static final List<String> MODULES =
      List.of("lm", "core", "plugins", "report", "facade", "study", "cli", "bench");

  private static final Map<String, String> SOURCES = new TreeMap<>();

  /**
   * An idea and where it lives.
   *
   * @param second what another implementation of it looked like once: the pattern has to find that
   * @param elsewhere the files besides its home in which the pattern may occur, with the reason
   */
  record Idea(
      String name,
      List<String> homes,
      String pattern,
      String second,
      Map<String, String> elsewhere) {
    @Override
    public String toString() {
      return name;
    }
  }

  static final List<Idea> IDEAS =
      List.of(
          new Idea(
              "dot product and squared norm",
              List.of("VectorMath"),
              "\\+=\\s*(?:\\([a-z]+\\)\\s*)?[\\w.()]+(?:\\[\\w+])+\\s*\\*\\s*[\\w.()]+\\[",
              "squares += (double) a[i] * b[i];",
              Map.of(
                  "VectorSum", "one sum over all documents: another order, other vectors",
                  "LdaCompletion", "a word's probability, over a column")),
          new Idea(
              "squared distance",
              List.of("VectorMath"),
              "\\+=\\s*\\([^;]*\\[\\w+][^;]*-[^;]*\\)\\s*\\*\\s*\\(|\\+=\\s*Math\\.pow\\([^;]*,"
                  + " 2\\)",
              "sum += (a[i] - b[i]) * (a[i] - b[i]);",
              Map.of(
                  "Outliers", "a regression line",
                  "RankMetrics", "correlation around means; NaN where one side is constant",
                  "Distribution", "a covariance")),
          new Idea(
              "norm and cosine",
              List.of("VectorMath"),
              "Math\\.sqrt\\((?:\\w+ \\* \\w+|\\w*[sS]quares?|[\\w.]*dot\\([^)]*\\))\\)",
              "return dot / Math.sqrt(aa * bb);",
              Map.of(
                  "RankMetrics", "correlation around means; NaN where one side is constant",
                  "Clustering", "a deviation",
                  "Pca", "a singular value from its square")),
          new Idea(
              "k nearest",
              List.of("Nearest"),
              "\\.sorted\\([^;]*(?i:cosine|distance|dot\\()[^;]*\\.limit\\(",
              ".sorted(Comparator.comparingDouble(Neighbour::cosine).reversed()).limit(k)",
              Map.of()),
          new Idea(
              "singular values and eigenvalues",
              List.of("Linalg", "Pca", "TruncatedSvd"),
              "Linalg\\.(?:svd|eigenSymmetric)\\(|torch\\.linalg_",
              "Linalg.Svd svd = Linalg.svd(any);",
              Map.of(
                  "Whitening", "the inverse root of a covariance",
                  "Ridge", "a spectrum that serves all penalties")),
          new Idea(
              "standardisation",
              List.of("StandardScaler"),
              "\\.sub\\([^;]*mean[^;]*\\)\\s*\\.div\\([^;]*(?:deviation|sqrt)",
              "features.sub(mean).div(deviation).matmul(weight)",
              Map.of("CrossRidge", "each window around its own document's mean")),
          new Idea(
              "even sampling",
              List.of("EvenSample"),
              "\\(int\\)\\s*\\(\\(long\\)[^;]*/|% step\\b|i \\+= every\\b",
              "all.get((int) ((long) i * all.size() / count))",
              Map.of(
                  "Silhouette", "every n-th: another sample chooses another number of clusters",
                  "Cloze", "every n-th: other questions train other plugins")),
          new Idea(
              "what is a word",
              List.of("UnicodeWords"),
              "StandardAnalyzer\\(|Normalizer\\.normalize\\(|incrementToken\\(|\\[\\^\\\\\\\\p\\{L}",
              "Normalizer.normalize(text, Normalizer.Form.NFKC)",
              Map.of(
                  "TermAnalyzer", "the same analyzer with stop words",
                  "Shingles", "units of wording: thresholds of duplicates hang on their number")),
          new Idea(
              "SHA-256",
              List.of("Sha256"),
              "MessageDigest\\.getInstance\\(",
              "MessageDigest.getInstance(\"SHA-256\").digest(bytes)",
              Map.of()),
          new Idea(
              "JSON mapping",
              List.of("JsonMapping"),
              "new (?:ObjectMapper|JsonMapper)\\(|JsonMapper\\s*\\.builder\\(",
              "private static final ObjectMapper JSON = new ObjectMapper();",
              Map.of("JsonLine", "reads what is untrusted, under limits of its own")));

  @BeforeAll
  static void readSources() throws IOException {
    Path root = Path.of(".."); // tests run in the folder of their module
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          String name = file.getFileName().toString().replace(".java", "");
          SOURCES.merge(name, Files.readString(file), String::concat);
        }
      }
    }
    assertThat(SOURCES).hasSizeGreaterThan(300);
  }

  @ParameterizedTest
  @FieldSource("IDEAS")
  void anIdeaIsImplementedInItsHomeOnly(Idea idea) {
    Pattern pattern = Pattern.compile(idea.pattern);
    assertThat(idea.second).as("what the pattern is for").containsPattern(pattern);
    assertThat(SOURCES.keySet()).containsAll(idea.homes);
    var found = new TreeSet<String>();
    SOURCES.forEach(
        (name, source) -> {
          if (pattern.matcher(source).find() && !idea.homes.contains(name)) {
            found.add(name);
          }
        });
    assertThat(idea.elsewhere.keySet())
        .as("%s: use %s; an exception needs a reason", idea, idea.homes)
        .containsAll(found);
    assertThat(found)
        .as("%s: an exception that is none any more goes", idea)
        .containsAll(idea.elsewhere.keySet());
  }
}
