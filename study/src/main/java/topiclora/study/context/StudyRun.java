package topiclora.study.context;

import java.util.function.ToDoubleFunction;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.math.EvenSample;

/**
 * A fit that was made.
 *
 * @param key names it among all fits
 * @param catalogue the documents, cut as the fit has them
 * @param seconds that it took
 */
public record StudyRun(String key, TopicModel model, TokenizedCorpus catalogue, double seconds) {
  public LearningOptions options() {
    return model.options();
  }

  public Windows windows() {
    return catalogue.windows();
  }

  public int dimensions() {
    return model.dimensions();
  }

  public float[][] x() {
    return model.documents().stream().map(DocumentVector::vector).toArray(float[][]::new);
  }

  /** NLL in nats per held-out token, each document with its own vector. */
  public double ownNll() {
    return mean(DocumentVector::ownNll);
  }

  /** The same with the shared adapter only. */
  public double sharedNll() {
    return mean(DocumentVector::sharedNll);
  }

  /** The same with shuffled vectors: each document with the vector of another one. */
  public double shuffledNll() {
    return mean(DocumentVector::shuffledNll);
  }

  public double nllReduction() {
    return sharedNll() - ownNll();
  }

  private double mean(ToDoubleFunction<DocumentVector> sum) {
    return model.documents().stream().mapToDouble(sum).sum() / tokens();
  }

  public long tokens() {
    return model.documents().stream().mapToLong(DocumentVector::heldOutTokens).sum();
  }

  /** Mean |x|, in standard deviations of what one window says. */
  public double norm() {
    return model.documents().stream().mapToDouble(DocumentVector::norm).average().orElse(0);
  }

  /**
   * The same windows with others held out: as many of those that x was fitted to, so that
   * overfitting can be measured.
   */
  public Windows swapped() {
    Windows w = windows();
    int[] training = w.rows(false);
    boolean[] out = new boolean[w.count()];
    EvenSample.indices(w.rows(true).length, training.length).forEach(i -> out[training[i]] = true);
    return new Windows(
        w.size(), w.bosLength(), w.documents(), w.tokens(), w.length(), w.first(), w.owner(), out);
  }

  public static double[] nlls(HeldOut held) {
    return new double[] {held.meanOwnNll(), held.meanSharedNll(), held.meanShuffledNll()};
  }
}
