package topiclora;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A name means one thing in the whole project, and a package is small enough to be overlooked. */
final class UniqueNamesTest {
  private static final int MOST = 15;
  private static final List<String> MODULES =
      List.of("lm", "core", "plugins", "report", "facade", "study", "cli", "bench");

  @Test
  void noTypeHasTheNameOfAnother() throws IOException {
    Map<String, List<Path>> byName =
        sources("main", "test").stream().collect(groupingBy(UniqueNamesTest::name));
    assertThat(byName.size()).isGreaterThan(500);
    assertThat(byName.values().stream().filter(files -> files.size() > 1)).isEmpty();
  }

  @Test
  void aPackageHasFifteenFilesOrAReason() throws IOException {
    Map<Path, List<Path>> byPackage = sources("main").stream().collect(groupingBy(Path::getParent));
    assertThat(byPackage.size()).isGreaterThan(40);
    for (Map.Entry<Path, List<Path>> one : byPackage.entrySet()) {
      if (one.getValue().size() > MOST) {
        assertThat(one.getKey().resolve("package-info.java"))
            .as("%s has %d files", one.getKey(), one.getValue().size())
            .content()
            .contains("more than fifteen files");
      }
    }
  }

  private static String name(Path source) {
    return source.getFileName().toString();
  }

  private static List<Path> sources(String... kinds) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      for (String kind : kinds) {
        Path root = Path.of("..", module, "src", kind, "java");
        if (Files.isDirectory(root)) {
          try (Stream<Path> files = Files.walk(root)) {
            files
                .filter(file -> name(file).endsWith(".java"))
                .filter(file -> !name(file).equals("package-info.java"))
                .forEach(sources::add);
          }
        }
      }
    }
    return sources;
  }
}
