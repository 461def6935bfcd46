package topiclora.cli.explore;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import topiclora.TopicResult;
import topiclora.TopicResult.GroupShare;
import topiclora.TopicResult.TopDocument;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Units;

/** Topics for a person to read. */
public final class TopicLines {
  private static final int WIDTH = 100;
  private static final int SHORTEST = 12;
  private static final int NAMED = 3;
  private static final String BETWEEN = " | ";
  private static final String LIFT = "logit lift: ";

  private TopicLines() {}

  /** Words, then the documents that have most of it; of each topic. */
  public static void print(PrintStream out, List<TopicResult> topics) {
    for (TopicResult topic : topics) {
      double share = topic.queryShare() == null ? topic.share() : topic.queryShare();
      String head = String.format(Locale.ROOT, "%5s  %3.0f %%  ", label(topic), 100 * share);
      String below = " ".repeat(head.length());
      if (topic.named()) {
        out.println(head + Printable.of(topic.name(), WIDTH - head.length()));
        head = below;
      }
      int room = WIDTH - head.length();
      if (topic.terms().isEmpty()) {
        out.println(head + words(topic.logitLiftWords(), room));
      } else {
        out.println(head + words(topic.terms(), room));
        if (!topic.logitLiftWords().isEmpty()) {
          out.println(below + LIFT + words(topic.logitLiftWords(), room - LIFT.length()));
        }
      }
      if (topic.documents().stream().allMatch(d -> d.representativeSentence() == null)) {
        out.println(below + names(topic.documents(), room));
      } else {
        sentences(out, topic, below, room);
      }
    }
    List<List<String>> terms = topics.stream().map(TopicResult::terms).toList();
    if (terms.stream().anyMatch(list -> list.size() > 1)) {
      out.println();
      out.printf(
          Locale.ROOT,
          "Coherence of the words (NPMI, -1 to 1, higher is better) %.2f on average; diversity"
              + " %.0f %%.%n",
          topics.stream()
              .mapToDouble(TopicResult::npmi)
              .filter(Double::isFinite)
              .average()
              .orElse(Double.NaN),
          100 * diversity(terms));
    }
  }

  /** The share of all words that are different ones. */
  private static double diversity(List<List<String>> terms) {
    Set<String> different = new HashSet<>();
    terms.forEach(different::addAll);
    int all = terms.stream().mapToInt(List::size).sum();
    return all == 0 ? Double.NaN : (double) different.size() / all;
  }

  /** A line for each value: how many documents have it, and their largest topics. */
  public static void printGroups(PrintStream out, String field, List<TopicResult> topics) {
    Columns columns = new Columns(field, ">documents", "largest topic", "second", "third");
    List<GroupShare> values = topics.isEmpty() ? List.of() : groups(topics.getFirst());
    for (int v = 0; v < values.size(); v++) {
      List<String> row = new ArrayList<>();
      row.add(values.get(v).value());
      row.add(Units.count(values.get(v).documents()));
      row.addAll(largest(topics, v));
      columns.row(row.toArray(String[]::new));
    }
    columns.print(out);
  }

  /** {@code 34 % ferry, harbour, pilot}, and what comes after it. */
  private static List<String> largest(List<TopicResult> topics, int value) {
    List<String> largest = new ArrayList<>();
    topics.stream()
        .sorted(Comparator.comparingDouble((TopicResult t) -> share(t, value)).reversed())
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

  private static double share(TopicResult topic, int value) {
    return groups(topic).get(value).share();
  }

  private static List<GroupShare> groups(TopicResult topic) {
    return topic.groups() == null ? List.of() : topic.groups();
  }

  private static void sentences(PrintStream out, TopicResult topic, String below, int room) {
    for (TopDocument document : topic.documents()) {
      out.println(below + Printable.of(name(document), room));
      String sentence = document.representativeSentence();
      if (sentence != null) {
        out.println(below + "  \"" + Printable.of(sentence, room - 4) + "\"");
      }
    }
  }

  private static String name(TopDocument document) {
    return document.title() == null ? document.id() : document.title();
  }

  /** {@code x3}, or {@code x3+} where it is several. */
  private static String label(TopicResult topic) {
    return "x" + topic.component() + (topic.components().size() > 1 ? "+" : "");
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
  private static String names(List<TopDocument> documents, int room) {
    for (int most = room; ; most--) {
      int longest = most;
      String line =
          documents.stream()
              .map(document -> Printable.of(name(document), longest))
              .collect(joining(BETWEEN));
      if (line.length() <= room || most <= SHORTEST) {
        return line;
      }
    }
  }
}
