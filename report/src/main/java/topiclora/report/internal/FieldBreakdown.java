package topiclora.report.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.topic.Responsibilities;

/**
 * Topics in groups of documents: the mean responsibilities of each group.
 *
 * @param kind of groups
 * @param name of the field that makes them; untrusted text, like the groups
 * @param missing documents that are in none
 */
public record FieldBreakdown(Kind kind, String name, List<Group> groups, int missing) {
  /** Classes beyond which they are one, the rest. */
  private static final int MOST = 24;

  public FieldBreakdown {
    groups = List.copyOf(groups);
  }

  /** What the groups are. */
  public enum Kind {
    /** Clusters, in their order. */
    CLUSTER,
    /** Values of a field, the most common first. */
    CLASS,
    /** Spans of time, all of one length and without gaps. */
    TIME
  }

  /**
   * Some documents.
   *
   * @param size documents in it
   * @param shares mean responsibility for each topic; zero throughout where size is 0
   */
  public record Group(String name, int size, List<Double> shares) {
    public Group {
      shares = List.copyOf(shares);
    }
  }

  public static FieldBreakdown byCluster(
      int[] clusters, int count, Responsibilities responsibilities) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int c = 0; c < count; c++) {
      int number = c;
      members.put(
          String.valueOf(c),
          IntStream.range(0, clusters.length).filter(d -> clusters[d] == number).boxed().toList());
    }
    return of(Kind.CLUSTER, "cluster", members, 0, responsibilities);
  }

  /** By each value of a field. */
  public static FieldBreakdown byClass(
      String field, List<@Nullable String> values, Responsibilities responsibilities) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    int missing = 0;
    for (int d = 0; d < values.size(); d++) {
      String value = values.get(d);
      if (value == null) {
        missing++;
      } else {
        members.computeIfAbsent(value, none -> new ArrayList<>()).add(d);
      }
    }
    return of(Kind.CLASS, field, mostCommon(members), missing, responsibilities);
  }

  private static Map<String, List<Integer>> mostCommon(Map<String, List<Integer>> members) {
    List<Map.Entry<String, List<Integer>>> sorted = new ArrayList<>(members.entrySet());
    sorted.sort(Comparator.comparingInt(entry -> -entry.getValue().size())); // stable
    Map<String, List<Integer>> kept = new LinkedHashMap<>();
    sorted.stream().limit(MOST).forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    if (sorted.size() > MOST) {
      kept.put(
          "%d others".formatted(sorted.size() - MOST),
          sorted.stream().skip(MOST).flatMap(entry -> entry.getValue().stream()).toList());
    }
    return kept;
  }

  /** Over time, in spans of a length that suits. */
  public static FieldBreakdown byTime(
      String field, Dates dates, Responsibilities responsibilities) {
    Map<String, List<Integer>> members = dates.spans();
    return of(Kind.TIME, field, members, dates.missing(), responsibilities);
  }

  private static FieldBreakdown of(
      Kind kind,
      String field,
      Map<String, List<Integer>> members,
      int missing,
      Responsibilities responsibilities) {
    List<Group> groups = new ArrayList<>();
    members.forEach(
        (name, documents) ->
            groups.add(
                new Group(
                    name,
                    documents.size(),
                    Arrays.stream(responsibilities.mean(documents)).boxed().toList())));
    return new FieldBreakdown(kind, field, groups, missing);
  }
}
