package topiclora.report.internal.content;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import topiclora.core.internal.topic.Topic;

/**
 * The merges of the topics ({@link Topic.TopicMerge}) as a tree that can be drawn.
 *
 * @param merges in their order; the i-th makes node r + i, topics are nodes 0 to r - 1
 * @param order of the topics along the tree, so that no branches cross
 */
public record Hierarchy(List<Merge> merges, List<Integer> order) {
  public Hierarchy {
    merges = List.copyOf(merges);
    order = List.copyOf(order);
  }

  /**
   * Two nodes that become one.
   *
   * @param height what topics tell less of the documents than at the start, in nats, by this merge
   *     and all before it
   */
  public record Merge(int left, int right, double height) {}

  /** A node that has no parent yet. */
  private record Node(int number, List<Integer> leaves) {
    Node and(Node other, int number) {
      List<Integer> both = new ArrayList<>(leaves);
      both.addAll(other.leaves);
      return new Node(number, both);
    }
  }

  public static Hierarchy of(List<Topic> topics) {
    List<Node> open = new ArrayList<>();
    for (int t = 0; t < topics.size(); t++) {
      open.add(new Node(t, List.of(t)));
    }
    List<Merge> merges = new ArrayList<>();
    double height = 0;
    for (int t : merged(topics)) {
      Topic.TopicMerge merge = Objects.requireNonNull(topics.get(t).merge());
      Node left = open.get(merge.topic());
      Node right = open.get(t);
      height += merge.loss();
      open.set(merge.topic(), left.and(right, topics.size() + merges.size()));
      merges.add(new Merge(left.number, right.number, height));
    }
    return new Hierarchy(
        merges,
        IntStream.range(0, topics.size())
            .filter(t -> topics.get(t).merge() == null)
            .mapToObj(open::get)
            .flatMap(root -> root.leaves.stream())
            .toList());
  }

  /** The topics that another one takes in, the first to go first. */
  private static List<Integer> merged(List<Topic> topics) {
    return IntStream.range(0, topics.size())
        .filter(t -> topics.get(t).merge() != null)
        .boxed()
        .sorted(
            Comparator.comparingInt(
                t -> -Objects.requireNonNull(topics.get(t).merge()).remaining()))
        .toList();
  }
}
