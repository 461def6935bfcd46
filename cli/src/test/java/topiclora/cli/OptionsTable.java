package topiclora.cli;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The two tables of {@code docs/guide/options.md}: commands, and options with their commands. */
final class OptionsTable {
  private static final Pattern DEFAULT =
      Pattern.compile("(?s)(.*?)(?:\\s*\\((?:default: )?([^()]+)\\))?");

  private OptionsTable() {}

  /** An option as a reader sees it: the same in several commands where all of this is the same. */
  private record Row(String names, String value, String meaning, String initial) {}

  static String commands() {
    StringBuilder table = new StringBuilder("| command | does |\n|---|---|\n");
    for (CommandLine command : CommandTree.all()) {
      CommandSpec spec = command.getCommandSpec();
      String call =
          name(spec)
              + spec.positionalParameters().stream()
                  .map(PositionalParamSpec::paramLabel)
                  .map(label -> " " + label)
                  .collect(joining());
      if (command.getSubcommands().isEmpty()) {
        table.append("| `%s` | %s |%n".formatted(call, cell(firstSentence(spec))));
      }
    }
    return table.toString();
  }

  static String options() {
    Map<Row, Set<String>> commands = new LinkedHashMap<>();
    for (CommandLine command : CommandTree.all()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        commands
            .computeIfAbsent(row(option), row -> new LinkedHashSet<>())
            .add(name(command.getCommandSpec()));
      }
    }
    StringBuilder table =
        new StringBuilder(
            "| option | value | commands | default | meaning |\n|---|---|---|---|---|\n");
    commands.entrySet().stream()
        .sorted(Comparator.comparing(entry -> key(entry.getKey())))
        .forEach(
            entry -> {
              Row row = entry.getKey();
              table.append(
                  "| %s | %s | %s | %s | %s |%n"
                      .formatted(
                          row.names(),
                          row.value(),
                          where(entry.getValue()),
                          row.initial(),
                          row.meaning()));
            });
    return table.toString();
  }

  /** Labels of the value that an option takes, by the option's longest name, over all commands. */
  static Map<String, Set<String>> labels() {
    Map<String, Set<String>> labels = new LinkedHashMap<>();
    for (CommandLine command : CommandTree.all()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        labels
            .computeIfAbsent(option.longestName(), name -> new LinkedHashSet<>())
            .add(label(option));
      }
    }
    return labels;
  }

  /** Meanings of an option, by its longest name, over all commands. */
  static Map<String, Set<String>> meanings() {
    Map<String, Set<String>> meanings = new LinkedHashMap<>();
    for (CommandLine command : CommandTree.all()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        meanings
            .computeIfAbsent(option.longestName(), name -> new LinkedHashSet<>())
            .add(row(option).meaning());
      }
    }
    return meanings;
  }

  /** Help states a default at its end, in brackets. */
  private static Row row(OptionSpec option) {
    Matcher parts = DEFAULT.matcher(String.join(" ", option.description()));
    if (!parts.matches()) {
      throw new IllegalStateException("the help of " + option.longestName() + " is odd");
    }
    String initial = parts.group(2) == null ? "" : parts.group(2);
    return new Row(
        Arrays.stream(option.names()).map(name -> "`" + name + "`").collect(joining(", ")),
        label(option).isEmpty() ? "" : "`" + cell(label(option)) + "`",
        cell(parts.group(1)),
        cell(initial));
  }

  private static String label(OptionSpec option) {
    return option.arity().max() == 0 ? "" : option.paramLabel();
  }

  private static String where(Set<String> commands) {
    return commands.size() > CommandTree.all().size() - 3 ? "all" : String.join(", ", commands);
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName().replaceFirst("^topiclora ?", "");
  }

  private static String firstSentence(CommandSpec spec) {
    return String.join(" ", spec.usageMessage().description()).split("(?<=[.?]) ", 2)[0];
  }

  private static String key(Row row) {
    return row.names().replaceAll("^.*`-", "").replaceAll("[`-]", "") + row.meaning();
  }

  private static String cell(String text) {
    return text.replaceAll("\\s+", " ").replace("|", "\\|").strip();
  }
}
