package topiclora;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the public API are made without a warning. */
final class JavadocTest {
  private static final List<String> PACKAGES =
      List.of(
          "topiclora",
          "topiclora.lm",
          "topiclora.corpus",
          "topiclora.core",
          "topiclora.plugins",
          "topiclora.report");

  @TempDir private Path pages;

  @Test
  void thePublicApiIsDocumentedWithoutAWarning() {
    String sources =
        Stream.of("lm", "core", "plugins", "report", "facade")
            .map(module -> Path.of("..", module, "src", "main", "java").toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-quiet",
                "-Werror",
                "-Xdoclint:all,-missing",
                "-encoding",
                "UTF-8",
                "-d",
                pages.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-sourcepath",
                sources));
    arguments.addAll(PACKAGES);
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    int exit =
        ToolProvider.findFirst("javadoc")
            .orElseThrow()
            .run(out, out, arguments.toArray(String[]::new));
    assertThat(said.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(pages.resolve("topiclora/TopicLora.html")).exists();
  }
}
