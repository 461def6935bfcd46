package topiclora;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every Java example of README and guide compiles against this library, each for itself. An example
 * may use the names that {@link #CONTEXT} declares.
 */
final class DocumentedJavaTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");

  /** A cell of the README's table of tasks that is one expression. */
  private static final Pattern CELL = Pattern.compile("(?m)\\| `([a-z]\\w*\\.[^`]*\\))` \\|$");

  @SuppressWarnings("InlineFormatString") // the class javadoc points to it
  private static final String CONTEXT =
      """
      import java.nio.file.Path;
      import java.util.*;
      import java.util.stream.*;
      import topiclora.*;
      import topiclora.core.*;
      import topiclora.corpus.*;
      import topiclora.lm.*;
      import topiclora.plugins.*;
      import topiclora.report.*;
      %s
      @SuppressWarnings("unused")
      class Example%d {
        static TopicLora lora;
        static TopicLoraModel news;
        static TopicLoraModel plugins;
        static Corpus corpus;
        static Path folder;

        static void example() throws Exception {
      %s
        }
      }
      """;

  @TempDir Path classes;

  @Test
  void everyExampleCompiles() throws IOException {
    List<String> examples = new ArrayList<>();
    for (Path page : pages()) {
      String text = Files.readString(page);
      BLOCK.matcher(text).results().map(block -> block.group(1)).forEach(examples::add);
      CELL.matcher(text).results().map(cell -> cell.group(1) + ";").forEach(examples::add);
    }
    assertThat(examples).hasSizeGreaterThan(20);
    assertThat(compile(examples)).isEmpty();
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> guide = Files.list(ROOT.resolve("docs/guide"))) {
      return Stream.concat(
              Stream.of(ROOT.resolve("README.md")),
              guide.filter(page -> page.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  /** What the compiler says against them. */
  private String compile(List<String> examples) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> sources = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      sources.add(source(i, examples.get(i)));
    }
    StringWriter said = new StringWriter();
    List<String> options =
        List.of(
            "-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path"));
    boolean compiled = compiler.getTask(said, null, null, options, null, sources).call();
    return compiled ? "" : said + "\n" + String.join("\n----\n", examples);
  }

  private static JavaFileObject source(int number, String example) {
    String imports = example.lines().filter(DocumentedJavaTest::isImport).collect(joining("\n"));
    String body = example.lines().filter(line -> !isImport(line)).collect(joining("\n"));
    String source = CONTEXT.formatted(imports, number, body);
    return new SimpleJavaFileObject(
        URI.create("string:///Example%d.java".formatted(number)), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  private static boolean isImport(String line) {
    return line.startsWith("import ");
  }
}
