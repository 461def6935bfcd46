package topiclora.core.internal.topic;

import java.util.List;
import topiclora.core.internal.model.DocumentVector;

/**
 * How much of each topic is in each document: the share of |x|² that lies on the topic's side.
 *
 * <p>What lies on the other sides of the components says what a document is not about, and belongs
 * to no topic: a row sums to one or less, to zero where x is zero.
 *
 * @param of {@code [D, T]}
 */
@SuppressWarnings("ArrayRecordComponent") // as many numbers as a list would box
public record Responsibilities(double[][] of) {

  public static Responsibilities of(List<DocumentVector> documents, List<TopicDirection> topics) {
    double[][] of = new double[documents.size()][];
    for (int d = 0; d < of.length; d++) {
      float[] x = documents.get(d).vector();
      of[d] = topics.stream().mapToDouble(topic -> topic.share(x)).toArray();
    }
    return new Responsibilities(of);
  }

  int documents() {
    return of.length;
  }

  int topics() {
    return of.length == 0 ? 0 : of[0].length;
  }

  /** Mean of each topic over some documents, by their indices; zero throughout for none. */
  public double[] mean(List<Integer> documents) {
    double[] mean = new double[topics()];
    for (int d : documents) {
      for (int t = 0; t < mean.length; t++) {
        mean[t] += of[d][t] / documents.size();
      }
    }
    return mean;
  }

  /** Each topic's share of what all topics have of the documents; sums to one. */
  double[] shares() {
    double[] shares = new double[topics()];
    double whole = 0;
    for (double[] row : of) {
      for (int t = 0; t < shares.length; t++) {
        shares[t] += row[t];
        whole += row[t];
      }
    }
    for (int t = 0; t < shares.length; t++) {
      shares[t] = whole == 0 ? 1.0 / shares.length : shares[t] / whole;
    }
    return shares;
  }
}
