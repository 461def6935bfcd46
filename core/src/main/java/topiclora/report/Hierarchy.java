package topiclora.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Topics joined two by two, those first that the same documents have: average linkage (Sokal and
 * Michener, 1958) of 1 - cos between the topics' columns of responsibilities.
 *
 * @param merges in the order of their heights; the i-th makes node r + i, topics are nodes 0 to r -
 *     1
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
   * @param height mean of 1 - cos between their topics, 0 to 1
   */
  public record Merge(int left, int right, double height) {}

  /**
   * A node that has no parent yet.
   *
   * @param place its row in the table of distances: that of its first topic
   */
  private record Node(int number, int place, List<Integer> leaves) {}

  static Hierarchy of(Responsibilities responsibilities) {
    double[][] distance = distances(responsibilities.of());
    List<Node> open = new ArrayList<>();
    for (int k = 0; k < distance.length; k++) {
      open.add(new Node(k, k, List.of(k)));
    }
    List<Merge> merges = new ArrayList<>();
    while (open.size() > 1) {
      merge(open, merges, distance);
    }
    return new Hierarchy(merges, open.getFirst().leaves());
  }

  private static void merge(List<Node> open, List<Merge> merges, double[][] distance) {
    int left = 0;
    int right = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int a = 0; a < open.size(); a++) {
      for (int b = a + 1; b < open.size(); b++) {
        double between = distance[open.get(a).place()][open.get(b).place()];
        if (between < least) {
          least = between;
          left = a;
          right = b;
        }
      }
    }
    Node second = open.remove(right);
    Node first = open.remove(left);
    List<Integer> leaves = new ArrayList<>(first.leaves());
    leaves.addAll(second.leaves());
    for (Node other : open) {
      double mean =
          (distance[first.place()][other.place()] * first.leaves().size()
                  + distance[second.place()][other.place()] * second.leaves().size())
              / leaves.size();
      distance[first.place()][other.place()] = mean;
      distance[other.place()][first.place()] = mean;
    }
    int number = distance.length + merges.size();
    merges.add(new Merge(first.number(), second.number(), least));
    open.add(new Node(number, first.place(), leaves));
  }

  private static double[][] distances(double[][] rows) {
    int count = rows[0].length;
    double[][] dot = new double[count][count];
    for (double[] row : rows) {
      for (int a = 0; a < count; a++) {
        for (int b = 0; b < count; b++) {
          dot[a][b] += row[a] * row[b];
        }
      }
    }
    double[][] distance = new double[count][count];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double norms = Math.sqrt(dot[a][a] * dot[b][b]);
        distance[a][b] = norms == 0 ? 1 : Math.max(0, 1 - dot[a][b] / norms);
      }
    }
    return distance;
  }
}
