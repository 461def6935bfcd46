package topiclora.core.internal.topic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which topics belong together: two at a time are joined, those that are used in the same documents
 * first.
 *
 * <p>The loss of a join is what the topics then tell less of the documents, {@code (p_a + p_b)
 * JS(p(d|a), p(d|b))} nats with the Jensen-Shannon divergence weighted by their sizes: the
 * agglomerative information bottleneck (Slonim and Tishby 1999). It needs no distance of its own
 * and no threshold, and small topics are joined before large ones.
 */
final class Merging {
  /** {@code [T, D]}: p(t, d). */
  private final double[][] joint;

  private final boolean[] gone;
  private final double[][] loss;

  /**
   * One join.
   *
   * @param into the topic that stays, the larger one
   * @param from the topic that is part of it from now on
   * @param remaining topics that are left after it
   * @param loss in nats
   */
  record MergeStep(int into, int from, int remaining, double loss) {}

  private Merging(Responsibilities usage) {
    int topics = usage.topics();
    joint = new double[topics][usage.documents()];
    double whole = 0;
    for (double[] row : usage.of()) {
      whole += Arrays.stream(row).sum();
    }
    for (int t = 0; t < topics; t++) {
      for (int d = 0; d < joint[t].length; d++) {
        joint[t][d] = whole == 0 ? 0 : usage.of()[d][t] / whole;
      }
    }
    gone = new boolean[topics];
    loss = new double[topics][topics];
    for (int a = 0; a < topics; a++) {
      for (int b = 0; b < a; b++) {
        loss[a][b] = loss(joint[a], joint[b]);
      }
    }
  }

  /** All joins in their order, until {@code left} topics are left. */
  static List<MergeStep> until(int left, Responsibilities usage) {
    Merging merging = new Merging(usage);
    List<MergeStep> joins = new ArrayList<>();
    for (int topics = usage.topics(); topics > left; topics--) {
      joins.add(merging.next(topics - 1));
    }
    return joins;
  }

  private MergeStep next(int left) {
    int first = -1;
    int second = -1;
    for (int a = 0; a < gone.length; a++) {
      for (int b = 0; b < a && !gone[a]; b++) {
        if (!gone[b] && (first < 0 || loss[a][b] < loss[first][second])) {
          first = a;
          second = b;
        }
      }
    }
    double lost = loss[first][second];
    boolean firstIsLarger = size(first) > size(second);
    int into = firstIsLarger ? first : second;
    int from = firstIsLarger ? second : first;
    join(into, from);
    return new MergeStep(into, from, left, lost);
  }

  private void join(int into, int from) {
    gone[from] = true;
    for (int d = 0; d < joint[into].length; d++) {
      joint[into][d] += joint[from][d];
    }
    for (int other = 0; other < gone.length; other++) {
      if (!gone[other] && other != into) {
        loss[Math.max(into, other)][Math.min(into, other)] = loss(joint[into], joint[other]);
      }
    }
  }

  private double size(int topic) {
    return Arrays.stream(joint[topic]).sum();
  }

  /** {@code Σ_d a log(a/(p_a m)) + b log(b/(p_b m))} with {@code m = (a + b) / (p_a + p_b)}. */
  private static double loss(double[] a, double[] b) {
    double pa = Arrays.stream(a).sum();
    double pb = Arrays.stream(b).sum();
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      double both = (a[d] + b[d]) / (pa + pb);
      sum += term(a[d], pa * both) + term(b[d], pb * both);
    }
    return Math.max(0, sum);
  }

  private static double term(double p, double q) {
    return p <= 0 ? 0 : p * Math.log(p / q);
  }
}
