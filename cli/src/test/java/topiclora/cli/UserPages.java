package topiclora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The pages that a user reads. */
final class UserPages {
  static final Path DOCS = Path.of("..", "docs");

  private UserPages() {}

  static List<Path> all() throws IOException {
    List<Path> pages = new ArrayList<>();
    pages.add(Path.of("..", "README.md"));
    pages.add(Path.of("..", "CONTRIBUTING.md"));
    try (Stream<Path> guide = Files.list(DOCS.resolve("guide"))) {
      guide.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }
}
