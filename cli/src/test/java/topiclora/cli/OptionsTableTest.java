package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code docs/guide/options.md} are those of the parser. With {@code
 * -Dtopiclora.update=true} they are written instead.
 */
final class OptionsTableTest {
  private static final Path PAGE = UserPages.DOCS.resolve("guide/options.md");

  /** Options that say in each command what it is that they print, write, count or pick. */
  private static final Set<String> BY_COMMAND = Set.of("--json", "--output", "--words", "--qa");

  /** In evaluate-qa one of its values is all of them. */
  private static final String CONTEXT = "--context";

  @Test
  void thePageHasWhatTheParserKnows() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        between(
            between(page, "commands", OptionsTable.commands()), "options", OptionsTable.options());
    if (Boolean.getBoolean("topiclora.update")) {
      Files.writeString(PAGE, expected);
      page = expected;
    }
    assertThat(page)
        .as("docs/guide/options.md; -Dtopiclora.update=true writes it")
        .isEqualTo(expected);
  }

  @Test
  void anOptionTakesTheSameKindOfValueEverywhere() {
    Map<String, Set<String>> labels = ambiguous(OptionsTable.labels());
    labels.remove(CONTEXT);
    assertThat(labels).isEmpty();
  }

  @Test
  void anOptionHasOneMeaning() {
    assertThat(ambiguous(OptionsTable.meanings())).isEmpty();
  }

  private static Map<String, Set<String>> ambiguous(Map<String, Set<String>> byOption) {
    Map<String, Set<String>> ambiguous = new TreeMap<>(byOption);
    ambiguous.entrySet().removeIf(e -> e.getValue().size() == 1 || BY_COMMAND.contains(e.getKey()));
    return ambiguous;
  }

  private static String between(String page, String name, String table) {
    String begin = "<!-- %s: begin -->%n".formatted(name);
    String end = "<!-- %s: end -->".formatted(name);
    assertThat(page).contains(begin, end);
    return page.substring(0, page.indexOf(begin) + begin.length())
        + table
        + page.substring(page.indexOf(end));
  }
}
