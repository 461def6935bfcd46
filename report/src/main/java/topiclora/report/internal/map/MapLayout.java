package topiclora.report.internal.map;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.similar.NeighbourGraph;
import topiclora.lm.internal.math.VectorMath;

/**
 * Documents on a plane, like ones beside each other: the neighbour embedding UMAP (McInnes, Healy
 * and Melville, 2018, arXiv 1802.03426) of the graph of nearest neighbours by cosine, begun at the
 * two leading principal components of the directions of x, which keeps the large picture (Kobak and
 * Linderman, 2021).
 *
 * <p>The kernel in the plane is 1 / (1 + d²), t-SNE's. One thread, one generator: the same map for
 * the same seed.
 */
public final class MapLayout {
  /** Passes over the edges; fewer where there are many. */
  private static final int PASSES = 500;

  private static final int PASSES_OF_MANY = 200;
  private static final int MANY = 10_000;

  /** Pushes from random documents for each pull of a neighbour. */
  private static final int PUSHES = 5;

  /** Width of the map at the start, in units of the kernel. */
  private static final double START = 10;

  /** Longest step of one coordinate. */
  private static final double LONGEST = 4;

  private final double[][] places;
  private final NeighbourGraph graph;
  private final double[][] weights;
  private final RandomGenerator random;

  private MapLayout(double[][] places, NeighbourGraph graph, long seed) {
    this.places = places;
    this.graph = graph;
    this.weights = MapWeights.of(graph);
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** A place for each document, {@code [D, 2]}, centred, within -1 and 1 on the wider side. */
  public static double[][] of(TopicModel model, NeighbourGraph graph, long seed) {
    double[][] directions =
        model.documents().stream()
            .map(document -> VectorMath.direction(document.vector()))
            .toArray(double[][]::new);
    double[][] places = Pca2d.plane(directions, START);
    if (places.length > 3) {
      new MapLayout(places, graph, seed).run();
    }
    return centred(places);
  }

  private void run() {
    int passes = places.length < MANY ? PASSES : PASSES_OF_MANY;
    for (int pass = 0; pass < passes; pass++) {
      double rate = 1 - (double) pass / passes;
      for (int d = 0; d < places.length; d++) {
        for (int n = 0; n < weights[d].length; n++) {
          if (random.nextDouble() < weights[d][n]) {
            pull(d, graph.nearest()[d][n], rate);
            push(d, rate);
          }
        }
      }
    }
  }

  /** Along the gradient of log 1 / (1 + d²), for both. */
  private void pull(int a, int b, double rate) {
    double factor = -2 / (1 + square(a, b));
    for (int i = 0; i < 2; i++) {
      double step = rate * bounded(factor * (places[a][i] - places[b][i]));
      places[a][i] += step;
      places[b][i] -= step;
    }
  }

  /** Along the gradient of log (1 - 1 / (1 + d²)), for the first. */
  private void push(int a, double rate) {
    for (int n = 0; n < PUSHES; n++) {
      int b = random.nextInt(places.length);
      if (b != a) {
        double square = square(a, b);
        double factor = 2 / ((0.001 + square) * (1 + square));
        for (int i = 0; i < 2; i++) {
          places[a][i] += rate * bounded(factor * (places[a][i] - places[b][i]));
        }
      }
    }
  }

  private double square(int a, int b) {
    double across = places[a][0] - places[b][0];
    double up = places[a][1] - places[b][1];
    return across * across + up * up;
  }

  private static double bounded(double step) {
    return Math.max(-LONGEST, Math.min(LONGEST, step));
  }

  private static double[][] centred(double[][] places) {
    double widest = 0;
    double[] middle = new double[2];
    for (int i = 0; i < 2; i++) {
      int side = i;
      double least = Arrays.stream(places).mapToDouble(place -> place[side]).min().orElse(0);
      double most = Arrays.stream(places).mapToDouble(place -> place[side]).max().orElse(0);
      middle[i] = (least + most) / 2;
      widest = Math.max(widest, (most - least) / 2);
    }
    double scale = widest == 0 ? 1 : widest;
    return Arrays.stream(places)
        .map(place -> new double[] {(place[0] - middle[0]) / scale, (place[1] - middle[1]) / scale})
        .toArray(double[][]::new);
  }
}
