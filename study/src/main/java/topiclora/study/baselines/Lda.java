package topiclora.study.baselines;

import cc.mallet.topics.ParallelTopicModel;
import cc.mallet.types.InstanceList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import topiclora.corpus.Document;

/**
 * Latent Dirichlet allocation by MALLET's collapsed Gibbs sampler; the vector is the mixture of
 * topics.
 *
 * <p>The prior over topics starts sparse and is fitted, and twenty samples of one chain are
 * averaged. This was chosen among 24 settings by the labels of 600 documents each of two corpora,
 * in favour of LDA; most settings differ less than seeds do. Seeds differ much: measure several.
 *
 * @param topics also the dimensions of a vector
 */
public record Lda(int topics, int seed) implements Baseline, TopicBaseline {
  private static final int ITERATIONS = 1000;
  private static final int OPTIMIZE_EVERY = 10;
  private static final int SAMPLES = 20;
  private static final int THIN = 10;
  private static final double ALPHA_SUM = 1;
  private static final double BETA = 0.01;

  @Override
  public String name() {
    return "LDA, " + topics + " topics";
  }

  @Override
  public float[][] vectors(List<Document> documents) {
    double[][] mixtures = mixtures(fitted(BagOfWords.of(documents)), documents.size());
    float[][] vectors = new float[mixtures.length][topics];
    for (int d = 0; d < mixtures.length; d++) {
      for (int k = 0; k < topics; k++) {
        vectors[d][k] = (float) mixtures[d][k];
      }
    }
    return vectors;
  }

  @Override
  public List<List<String>> topics(List<Document> documents, int words) {
    return Arrays.stream(fitted(BagOfWords.of(documents)).getTopWords(words))
        .map(topic -> Arrays.stream(topic).map(String::valueOf).toList())
        .toList();
  }

  /** The model after its first samples are thrown away. */
  ParallelTopicModel fitted(InstanceList words) {
    var model = new ParallelTopicModel(topics, ALPHA_SUM, BETA);
    model.setRandomSeed(seed);
    // More threads sample against stale counts, and their order is not repeatable.
    model.setNumThreads(1);
    model.setOptimizeInterval(OPTIMIZE_EVERY);
    model.setTopicDisplay(0, 0);
    model.printLogLikelihood = false;
    model.addInstances(words);
    sample(model, ITERATIONS);
    return model;
  }

  /** Each document's mixture {@code [D][K]}, the mean of some more samples. */
  double[][] mixtures(ParallelTopicModel model, int documents) {
    double[][] mixtures = new double[documents][topics];
    for (int s = 0; s < SAMPLES; s++) {
      sample(model, THIN);
      addMixtures(model, mixtures);
    }
    return mixtures;
  }

  private static void sample(ParallelTopicModel model, int iterations) {
    model.setNumIterations(iterations);
    try {
      model.estimate();
    } catch (IOException noFileIsWritten) {
      throw new UncheckedIOException(noFileIsWritten);
    }
  }

  private static void addMixtures(ParallelTopicModel model, double[][] mixtures) {
    for (int d = 0; d < mixtures.length; d++) {
      double[] mixture = model.getTopicProbabilities(d);
      for (int t = 0; t < mixture.length; t++) {
        mixtures[d][t] += mixture[t] / SAMPLES;
      }
    }
  }
}
