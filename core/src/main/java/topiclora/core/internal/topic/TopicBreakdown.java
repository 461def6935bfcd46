package topiclora.core.internal.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.model.DocumentField;
import topiclora.core.internal.model.DocumentVector;

/**
 * The share of each topic among the documents that have one value in a field of theirs: over time
 * where it is a date, else by class.
 *
 * @param groups in the order of their values; numbers by size
 */
public record TopicBreakdown(String field, List<Group> groups) {
  /** More dates than this are brought together by month, or by year. */
  private static final int MOST_DATES = 24;

  private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d{2}){0,2}([T ].*)?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");
  private static final int[] PARTS = {10, 7, 4}; // day, month, year of 2026-11-25

  /**
   * Documents of one value.
   *
   * @param value untrusted text
   * @param shares of the topics, in their order; they sum to one
   */
  public record Group(String value, int documents, List<Double> shares) {}

  public TopicBreakdown {
    groups = List.copyOf(groups);
  }

  /**
   * Of the documents that have the field; {@code label} is one.
   *
   * @throws IllegalArgumentException where none has it
   */
  public static TopicBreakdown of(
      List<DocumentVector> documents, List<Topic> topics, String field) {
    List<@Nullable String> values = DocumentField.of(documents, field).values();
    int kept = kept(values.stream().filter(Objects::nonNull).toList());
    Map<String, List<DocumentVector>> byValue = new TreeMap<>(TopicBreakdown::compare);
    for (int d = 0; d < values.size(); d++) {
      String value = values.get(d);
      if (value != null) {
        String cut = value.substring(0, Math.min(kept, value.length()));
        byValue.computeIfAbsent(cut, v -> new ArrayList<>()).add(documents.get(d));
      }
    }
    List<TopicDirection> directions = topics.stream().map(Topic::direction).toList();
    List<Group> groups = new ArrayList<>();
    byValue.forEach(
        (value, members) -> {
          double[] shares = Responsibilities.of(members, directions).shares();
          groups.add(new Group(value, members.size(), Arrays.stream(shares).boxed().toList()));
        });
    return new TopicBreakdown(field, groups);
  }

  /** How many letters of the values are looked at. */
  private static int kept(List<String> values) {
    if (!values.stream().allMatch(value -> DATE.matcher(value).matches())) {
      return Integer.MAX_VALUE;
    }
    for (int part : PARTS) {
      long different =
          values.stream().map(v -> v.substring(0, Math.min(part, v.length()))).distinct().count();
      if (different <= MOST_DATES) {
        return part;
      }
    }
    return PARTS[PARTS.length - 1];
  }

  /** Numbers by size and before all else: one order, whatever is mixed. */
  private static int compare(String a, String b) {
    boolean first = NUMBER.matcher(a).matches();
    boolean second = NUMBER.matcher(b).matches();
    if (first && second) {
      int bySize = Double.compare(Double.parseDouble(a), Double.parseDouble(b));
      return bySize == 0 ? a.compareTo(b) : bySize;
    }
    return first == second ? a.compareTo(b) : Boolean.compare(second, first);
  }
}
