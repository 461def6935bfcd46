package topiclora.bench.baselines;

import cc.mallet.types.Alphabet;
import cc.mallet.types.SparseVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import topiclora.corpus.Document;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.study.baselines.BagOfWords;
import topiclora.study.baselines.Lsa;
import topiclora.study.baselines.TopicBaseline;

/**
 * Non-negative matrix factorisation of TF-IDF rows, {@code X ≈ W H}, by multiplicative updates of
 * the squared error (Lee and Seung 2001) from a random start; a topic's words are the largest of
 * its row of H. No library on the JVM with a fitting licence has it.
 */
public record Nmf(int count, long seed) implements TopicBaseline {
  private static final int UPDATES = 400;
  private static final double LEAST = 1e-9;

  @Override
  public String name() {
    return "NMF";
  }

  @Override
  public List<List<String>> topics(List<Document> documents, int words) {
    Alphabet alphabet = BagOfWords.of(documents).getDataAlphabet();
    float[][] topics = factor(dense(Lsa.rows(documents), alphabet.size()));
    List<List<String>> best = new ArrayList<>();
    for (float[] topic : topics) {
      best.add(
          IntStream.range(0, topic.length)
              .boxed()
              .sorted(Comparator.comparingDouble(word -> -topic[word]))
              .limit(words)
              .map(word -> String.valueOf(alphabet.lookupObject(word)))
              .toList());
    }
    return best;
  }

  /** H, {@code [K, V]}, of {@code X [D, V]}. */
  float[][] factor(float[][] rows) {
    try (var scope = Scope.open()) {
      Tensor x = Tensor.ofRows(rows);
      double scale = Math.sqrt(Math.max(LEAST, x.mean().item()) / count);
      Random random = new Random(seed);
      Tensor w = Tensor.ofRows(positive(rows.length, count, scale, random)); // [D, K]
      Tensor h = Tensor.ofRows(positive(count, rows[0].length, scale, random)); // [K, V]
      for (int i = 0; i < UPDATES; i++) {
        try (var step = Scope.open()) {
          Tensor wt = w.transpose(0, 1);
          h.mulInPlace(wt.matmul(x).div(wt.matmul(w).matmul(h).add(LEAST)));
          Tensor ht = h.transpose(0, 1);
          w.mulInPlace(x.matmul(ht).div(w.matmul(h.matmul(ht)).add(LEAST)));
        }
      }
      return h.toRows();
    }
  }

  private static float[][] positive(int rows, int columns, double scale, Random random) {
    float[][] numbers = new float[rows][columns];
    for (float[] row : numbers) {
      for (int i = 0; i < columns; i++) {
        row[i] = (float) (scale * Math.abs(random.nextGaussian()));
      }
    }
    return numbers;
  }

  private static float[][] dense(List<SparseVector> rows, int words) {
    float[][] dense = new float[rows.size()][words];
    for (int d = 0; d < dense.length; d++) {
      SparseVector row = rows.get(d);
      for (int i = 0; i < row.numLocations(); i++) {
        dense[d][row.indexAtLocation(i)] = (float) row.valueAtLocation(i);
      }
    }
    return dense;
  }
}
