package topiclora.study.baselines;

import topiclora.core.internal.forward.Activations;
import topiclora.core.internal.forward.WindowFeatures;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Scope;

/**
 * What a base model says of a document without any fit: the mean of what enters one of its layers.
 */
public final class MeanHidden {
  private MeanHidden() {}

  /**
   * The mean over the tokens of each document's training windows, which x is fitted to.
   *
   * @param layer whose input is taken
   * @return {@code [D, W]}; zeros for a document without training windows
   */
  public static float[][] of(BaseModel base, Windows windows, int layer) {
    Activations entering = Activations.computed(base, windows, layer);
    try (var scope = Scope.open()) {
      int width = base.config().width();
      return WindowFeatures.of(windows, windows.rows(false), entering, width).means().toRows();
    }
  }
}
