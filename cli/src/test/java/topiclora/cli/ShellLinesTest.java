package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The command lines that README and guide show are command lines of this program. */
final class ShellLinesTest {
  /** A line of a listing, or code within a line or a cell of a table. */
  private static final Pattern LINE =
      Pattern.compile("(?m)^(?: {4}|)(?:\\./)?topiclora +(.+)$|`(?:\\./)?topiclora ([^`\\n]+)`");

  private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*\"|[^\\s\"])+");

  @Test
  void everyLineIsParsed() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path page : UserPages.all()) {
      LINE.matcher(Files.readString(page)).results().map(ShellLinesTest::line).forEach(lines::add);
    }
    lines.removeIf(line -> line.startsWith("bench") || line.contains("COMMAND"));
    assertThat(lines).hasSizeGreaterThan(40);
    for (String line : lines) {
      CommandLine root = CommandTree.root();
      assertThatCode(() -> root.parseArgs(words(line))).as(line).doesNotThrowAnyException();
    }
  }

  /** Without a comment, and without where the shell sends its output. */
  private static String line(MatchResult match) {
    String line = match.group(1) == null ? match.group(2) : match.group(1);
    return line.replace("\\|", "|").replaceFirst("\\s+(#|>|\\| ).*$", "").strip();
  }

  private static String[] words(String line) {
    return WORD.matcher(line)
        .results()
        .map(word -> word.group().replace("\"", ""))
        .toArray(String[]::new);
  }
}
