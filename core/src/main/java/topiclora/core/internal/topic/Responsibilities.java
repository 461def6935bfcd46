package topiclora.core.internal.topic;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

  /**
   * Each topic's share of what all topics have of some documents, by their indices; sums to one, or
   * zero throughout where they have nothing of any.
   */
  public double[] shares(List<Integer> documents) {
    double[] shares = new double[topics()];
    double whole = 0;
    for (int d : documents) {
      for (int t = 0; t < shares.length; t++) {
        shares[t] += of[d][t];
        whole += of[d][t];
      }
    }
    for (int t = 0; t < shares.length; t++) {
      shares[t] = whole == 0 ? 0 : shares[t] / whole;
    }
    return shares;
  }

  /** The same of all documents; sums to one, evenly where they have nothing of any. */
  double[] shares() {
    double[] shares = shares(IntStream.range(0, documents()).boxed().toList());
    if (Arrays.stream(shares).allMatch(share -> share == 0)) {
      Arrays.fill(shares, 1.0 / shares.length);
    }
    return shares;
  }
}
