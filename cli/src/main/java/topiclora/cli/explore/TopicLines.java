package topiclora.cli.explore;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import topiclora.cli.ShownTopic;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Units;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.topic.Coherence;
import topiclora.core.internal.topic.Topic;

/** Topics for a person to read. */
final class TopicLines {
  private static final int WIDTH = 100;
  private static final int SHORTEST = 12;
  private static final int NAMED = 3;
  private static final String BETWEEN = " | ";
  private static final String MODEL = "model: ";

  private TopicLines() {}

  /** Words, then the documents that have most of it; of each topic. */
  static void print(PrintStream out, List<ShownTopic> shown) {
    for (ShownTopic each : shown) {
      Topic topic = each.topic();
      double share = Double.isNaN(each.queryShare()) ? topic.share() : each.queryShare();
      String head = String.format(Locale.ROOT, "%5s  %3.0f %%  ", label(topic), 100 * share);
      String below = " ".repeat(head.length());
      if (each.customName() != null) {
        out.println(head + Printable.of(each.customName(), WIDTH - head.length()));
        head = below;
      }
      int room = WIDTH - head.length();
      if (topic.terms().isEmpty()) {
        out.println(head + words(topic.logitLiftWords(), room));
      } else {
        out.println(head + words(topic.terms(), room));
        out.println(below + MODEL + words(topic.logitLiftWords(), room - MODEL.length()));
      }
      if (each.representativeSentences().isEmpty()) {
        out.println(below + names(topic.documents(), room));
      } else {
        passages(out, each, below, room);
      }
    }
    List<List<String>> terms = shown.stream().map(each -> each.topic().terms()).toList();
    if (terms.stream().anyMatch(list -> list.size() > 1)) {
      out.println();
      out.printf(
          Locale.ROOT,
          "Coherence of the words (NPMI) %.2f on average; %.0f %% of them are different ones.%n",
          shown.stream()
              .mapToDouble(each -> each.topic().coherence().npmi())
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN),
          100 * Coherence.diversity(terms));
    }
  }

  /** A line for each value: how many documents have it, and their largest topics. */
  static void printBy(PrintStream out, String field, List<ShownTopic> shown) {
    Columns columns = new Columns(field, ">documents", "largest topic", "second", "third");
    List<ShownTopic.Share> values =
        shown.isEmpty() || shown.getFirst().groups() == null
            ? List.of()
            : shown.getFirst().groups();
    for (int v = 0; v < values.size(); v++) {
      List<String> row = new ArrayList<>();
      row.add(values.get(v).value());
      row.add(Units.count(values.get(v).documents()));
      row.addAll(largest(shown, v));
      columns.row(row.toArray(String[]::new));
    }
    columns.print(out);
  }

  /** {@code 34 % ferry, harbour, pilot}, and what comes after it. */
  private static List<String> largest(List<ShownTopic> shown, int value) {
    List<String> largest = new ArrayList<>();
    shown.stream()
        .sorted(Comparator.comparingDouble((ShownTopic t) -> share(t, value)).reversed())
        .limit(NAMED)
        .forEach(
            t ->
                largest.add(
                    String.format(Locale.ROOT, "%.0f %% %s", 100 * share(t, value), t.name())));
    while (largest.size() < NAMED) {
      largest.add("");
    }
    return largest;
  }

  private static double share(ShownTopic topic, int value) {
    List<ShownTopic.Share> by = topic.groups();
    return by == null ? 0 : by.get(value).share();
  }

  private static void passages(PrintStream out, ShownTopic each, String below, int room) {
    List<DocumentVector> documents = each.topic().documents();
    for (int d = 0; d < documents.size(); d++) {
      out.println(below + Printable.of(documents.get(d).name(), room));
      String passage = each.representativeSentence(d);
      if (passage != null) {
        out.println(below + "  \"" + Printable.of(passage, room - 4) + "\"");
      }
    }
  }

  /** {@code x3}, or {@code x3+} where it is several. */
  private static String label(Topic topic) {
    return "x" + topic.component() + (topic.direction().components().size() > 1 ? "+" : "");
  }

  /** As many whole words as there is room for. */
  private static String words(List<String> words, int room) {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      String safe = Printable.of(word);
      if (line.length() + 2 + safe.length() > room) {
        break;
      }
      line.append(line.isEmpty() ? "" : ", ").append(safe);
    }
    return line.toString();
  }

  /** Every name, the longest of them cut until there is room. */
  private static String names(List<DocumentVector> documents, int room) {
    for (int most = room; ; most--) {
      int longest = most;
      String line =
          documents.stream()
              .map(document -> Printable.of(document.name(), longest))
              .collect(joining(BETWEEN));
      if (line.length() <= room || most <= SHORTEST) {
        return line;
      }
    }
  }
}
