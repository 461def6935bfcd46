package topiclora.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of {@code docs/glossary.md} that say which words are not used.
 *
 * @param fields names of JSON fields that are not used, each with the schemas that may have it
 */
record Glossary(List<BannedPattern> patterns, Map<String, Set<String>> fields) {
  private static final int AROUND = 40;

  /**
   * A pattern of words that are not used.
   *
   * @param allowed what may surround a match; matches nothing where there is no exception
   */
  record BannedPattern(Pattern pattern, String instead, Pattern allowed) {
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    static BannedPattern of(List<String> cells) {
      String allowed = code(cells.get(2));
      return new BannedPattern(
          regex(code(cells.get(0))), cells.get(1), allowed.isEmpty() ? NOTHING : regex(allowed));
    }

    private static Pattern regex(String text) {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    Stream<String> findings(String text) {
      List<MatchResult> exceptions = allowed.matcher(text).results().toList();
      return pattern
          .matcher(text)
          .results()
          .filter(m -> exceptions.stream().noneMatch(e -> contains(e, m)))
          .map(m -> around(text, m) + "  (say: " + instead + ")");
    }

    private static boolean contains(MatchResult outer, MatchResult inner) {
      return outer.start() <= inner.start() && inner.end() <= outer.end();
    }

    private static String around(String text, MatchResult match) {
      return "…"
          + text.substring(Math.max(0, match.start() - AROUND), match.start())
          + "["
          + match.group()
          + "]"
          + text.substring(match.end(), Math.min(text.length(), match.end() + AROUND))
          + "…";
    }
  }

  static Glossary read() throws IOException {
    String page = Files.readString(UserPages.DOCS.resolve("glossary.md"));
    Map<String, Set<String>> fields = new LinkedHashMap<>();
    for (List<String> cells : rows(page, "fields")) {
      for (String name : cells.get(0).split(",", -1)) {
        fields.put(
            code(name.strip()),
            Stream.of(cells.get(2).split(",", -1))
                .map(String::strip)
                .filter(schema -> !schema.isEmpty())
                .collect(Collectors.toSet()));
      }
    }
    return new Glossary(rows(page, "patterns").stream().map(BannedPattern::of).toList(), fields);
  }

  /** Every use of a word that is not used, each with some text around it. */
  List<String> findings(String text) {
    String flat = text.replaceAll("\\s+", " ");
    return patterns.stream().flatMap(pattern -> pattern.findings(flat)).toList();
  }

  /** The rows of the table between two comments; a bar in a cell is written with a backslash. */
  private static List<List<String>> rows(String page, String name) {
    String table =
        page.split("<!-- %s: begin -->".formatted(name), 2)[1]
            .split("<!-- %s: end -->".formatted(name), 2)[0];
    List<List<String>> rows = new ArrayList<>();
    table
        .strip()
        .lines()
        .skip(2)
        .map(line -> line.split("(?<!\\\\)\\|", -1))
        .forEach(
            cells ->
                rows.add(
                    Stream.of(cells)
                        .skip(1)
                        .map(cell -> cell.replace("\\|", "|").strip())
                        .toList()));
    return rows;
  }

  private static String code(String cell) {
    return cell.replaceAll("^`|`$", "");
  }
}
