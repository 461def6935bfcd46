package topiclora.core.internal.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import topiclora.core.internal.model.DocumentField;
import topiclora.core.internal.model.DocumentVector;

/**
 * The share of each topic in groups of documents: over time where a field holds dates, else for
 * each of its values, or for each cluster.
 *
 * <p>A share is that of {@link Topic#share()}, counted over the documents of the group: what the
 * topic has of them, of what all topics have.
 *
 * @param kind of groups
 * @param field that makes them; untrusted text, like the groups' values
 * @param missing documents that are in no group, since they have no value or, among dates, none
 *     that is a date
 */
public record TopicBreakdown(Kind kind, String field, List<Group> groups, int missing) {
  /** Values of a field beyond which the rarest are one group, the others. */
  private static final int MOST = 24;

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}(\\.\\d{1,15})?");

  public TopicBreakdown {
    groups = List.copyOf(groups);
  }

  /** What the groups are. */
  public enum Kind {
    /** Clusters, in their order. */
    CLUSTER,
    /**
     * Values of a field, the most common first, or by size where all are numbers; the others last.
     */
    CLASS,
    /** Spans of time, all of one length and without gaps: some may be empty. */
    TIME
  }

  /**
   * Some documents.
   *
   * @param value that they have in common; untrusted text
   * @param documents how many
   * @param shares of the topics, in their order; they sum to one, or are zero throughout where the
   *     documents have nothing of any topic
   */
  public record Group(String value, int documents, List<Double> shares) {
    public Group {
      shares = List.copyOf(shares);
    }
  }

  /**
   * By the values of one field; {@code label} is one.
   *
   * @throws IllegalArgumentException where no document has it
   */
  public static TopicBreakdown of(
      List<DocumentVector> documents, List<Topic> topics, String field) {
    return of(
        DocumentField.of(documents, field),
        Responsibilities.of(documents, topics.stream().map(Topic::direction).toList()));
  }

  /** The same of responsibilities that are known: of the documents that the field is of. */
  public static TopicBreakdown of(DocumentField field, Responsibilities responsibilities) {
    Optional<Dates> dates = Dates.of(field.values());
    if (dates.isPresent()) {
      Map<String, List<Integer>> members = dates.get().spans();
      return of(Kind.TIME, field.name(), members, dates.get().missing(), responsibilities);
    }
    int missing = (int) field.values().stream().filter(Objects::isNull).count();
    return of(Kind.CLASS, field.name(), classes(field), missing, responsibilities);
  }

  /**
   * By clusters.
   *
   * @param clusters the number of each document's cluster
   * @param count of clusters
   */
  public static TopicBreakdown byCluster(
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

  private static Map<String, List<Integer>> classes(DocumentField field) {
    Map<String, List<Integer>> members = new LinkedHashMap<>();
    for (int d = 0; d < field.values().size(); d++) {
      String value = field.values().get(d);
      if (value != null) {
        members.computeIfAbsent(value, none -> new ArrayList<>()).add(d);
      }
    }
    List<Map.Entry<String, List<Integer>>> common = new ArrayList<>(members.entrySet());
    common.sort(Comparator.comparingInt(entry -> -entry.getValue().size())); // stable
    List<Map.Entry<String, List<Integer>>> kept =
        new ArrayList<>(common.subList(0, Math.min(MOST, common.size())));
    if (members.keySet().stream().allMatch(value -> NUMBER.matcher(value).matches())) {
      kept.sort(Comparator.comparingDouble(entry -> Double.parseDouble(entry.getKey())));
    }
    Map<String, List<Integer>> classes = new LinkedHashMap<>();
    kept.forEach(entry -> classes.put(entry.getKey(), entry.getValue()));
    if (common.size() > MOST) {
      classes.put(
          "%d others".formatted(common.size() - MOST),
          common.stream().skip(MOST).flatMap(entry -> entry.getValue().stream()).toList());
    }
    return classes;
  }

  private static TopicBreakdown of(
      Kind kind,
      String field,
      Map<String, List<Integer>> members,
      int missing,
      Responsibilities responsibilities) {
    List<Group> groups = new ArrayList<>();
    members.forEach(
        (value, documents) ->
            groups.add(
                new Group(
                    value,
                    documents.size(),
                    Arrays.stream(responsibilities.shares(documents)).boxed().toList())));
    return new TopicBreakdown(kind, field, groups, missing);
  }
}
