package topiclora.bench.setup;

import java.util.Arrays;
import java.util.List;
import topiclora.corpus.Document;
import topiclora.lm.internal.math.Pca;
import topiclora.lm.internal.math.StandardScaler;
import topiclora.study.baselines.Baseline;

/**
 * Vectors to be measured, one per document, and what they cost.
 *
 * @param vectors one row per document, in the order of the corpus
 * @param seconds wall-clock time from text to vectors
 */
@SuppressWarnings(
    "ArrayRecordComponent") // as many numbers as a list would box; equality is never asked for
public record Candidate(String name, float[][] vectors, double seconds) {
  /** Runs {@code baseline} and takes its time. */
  public static Candidate of(Baseline baseline, List<Document> documents) {
    long start = System.nanoTime();
    float[][] vectors = baseline.vectors(documents);
    return new Candidate(baseline.name(), vectors, (System.nanoTime() - start) / 1e9);
  }

  /** Principal components of the vectors: centred, as many dimensions, the first says most. */
  public Candidate components() {
    return new Candidate(name, Pca.components(vectors), seconds);
  }

  /** Every value as its distance from the mean of the documents, in standard deviations. */
  public Candidate standardised() {
    return new Candidate(name, StandardScaler.standardised(vectors), seconds);
  }

  /**
   * The first {@code n} dimensions of each vector, for vectors whose leading dimensions say most.
   */
  public Candidate leading(int n) {
    float[][] cut = new float[vectors.length][];
    for (int i = 0; i < cut.length; i++) {
      cut[i] = Arrays.copyOf(vectors[i], Math.min(n, vectors[i].length));
    }
    return new Candidate(name, cut, seconds);
  }

  /** The same under another name. */
  public Candidate named(String name) {
    return new Candidate(name, vectors, seconds);
  }

  /** Of a vector. */
  public int dimensions() {
    return vectors[0].length;
  }
}
