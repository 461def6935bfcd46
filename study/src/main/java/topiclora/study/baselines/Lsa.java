package topiclora.study.baselines;

import cc.mallet.types.FeatureSequence;
import cc.mallet.types.FeatureVector;
import cc.mallet.types.Instance;
import cc.mallet.types.SparseVector;
import java.util.Arrays;
import java.util.List;
import topiclora.corpus.Document;
import topiclora.lm.internal.math.Pca;
import topiclora.lm.internal.math.VectorMath;

/**
 * Latent semantic analysis: TF-IDF, then the leading singular directions.
 *
 * <p>A word that occurs n times in a document and in f of D documents weighs {@code (1 + ln n)(1 +
 * ln((1 + D)/(1 + f)))}; words of one document are left out and rows have length one, as
 * scikit-learn's {@code TfidfVectorizer(sublinear_tf=True, min_df=2)} does it. Row d of the result
 * is {@code U diag(s)}, the largest direction first.
 */
public record Lsa(int dimensions) implements Baseline {
  private static final int LEAST_DOCUMENTS = 2;

  @Override
  public String name() {
    return "TF-IDF + SVD " + dimensions;
  }

  @Override
  public float[][] vectors(List<Document> documents) {
    return Pca.ofProducts(products(rows(documents)), dimensions);
  }

  /** Weighted words of each document, of length one. */
  public static List<SparseVector> rows(List<Document> documents) {
    List<FeatureVector> counts =
        BagOfWords.of(documents).stream().map(Instance::getData).map(Lsa::count).toList();
    double[] rarity = rarity(counts);
    return counts.stream().map(count -> weigh(count, rarity)).toList();
  }

  private static FeatureVector count(Object words) {
    return new FeatureVector((FeatureSequence) words);
  }

  private static double[] rarity(List<FeatureVector> counts) {
    int words = counts.get(0).getAlphabet().size();
    double[] found = new double[words];
    for (FeatureVector count : counts) {
      for (int word : count.getIndices()) {
        found[word]++;
      }
    }
    return Arrays.stream(found)
        .map(f -> f < LEAST_DOCUMENTS ? 0 : 1 + Math.log((1.0 + counts.size()) / (1 + f)))
        .toArray();
  }

  private static SparseVector weigh(FeatureVector count, double[] rarity) {
    int[] words = count.getIndices();
    double[] weights = new double[words.length];
    for (int i = 0; i < words.length; i++) {
      weights[i] = (1 + Math.log(count.valueAtLocation(i))) * rarity[words[i]];
    }
    var row = new SparseVector(words, weights);
    double norm = VectorMath.norm(weights);
    if (norm > 0) {
      row.timesEquals(1 / norm);
    }
    return row;
  }

  private static float[][] products(List<SparseVector> rows) {
    float[][] products = new float[rows.size()][rows.size()];
    for (int i = 0; i < products.length; i++) {
      for (int j = 0; j <= i; j++) {
        products[i][j] = (float) rows.get(i).dotProduct(rows.get(j));
        products[j][i] = products[i][j];
      }
    }
    return products;
  }
}
