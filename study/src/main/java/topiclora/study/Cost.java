package topiclora.study;

import topiclora.core.LearningOptions;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;

/**
 * What a fit takes on this machine, from one forward pass over a few windows.
 *
 * @param forwardPass seconds for one window through the whole base
 */
record Cost(double forwardPass) {
  private static final int WINDOWS = 64;

  /** Of a forward pass, for each window: gradients for the start, and what is held out. */
  private static final double FIXED = 0.9;

  /** Of a forward pass, for each window and epoch. */
  private static final double EPOCH = 0.7;

  static Cost measured(BaseModel base, Windows windows) {
    int[] rows = new int[Math.min(WINDOWS, windows.count())];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    forward(base, windows, rows); // the first time, memory is fetched
    long start = System.nanoTime();
    forward(base, windows, rows);
    return new Cost((System.nanoTime() - start) / 1e9 / rows.length);
  }

  private static void forward(BaseModel base, Windows windows, int[] rows) {
    try (var scope = Scope.open()) {
      base.blocks(base.embed(windows.ids(rows)), 0, base.config().layers(), LinearHook.NONE);
    }
  }

  /** Seconds. */
  double fit(Windows windows, LearningOptions options) {
    return windows.count() * forwardPass * (FIXED + EPOCH * options.epochs());
  }
}
