package topiclora.core.internal.forward;

import java.util.ArrayList;
import java.util.List;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.LinearHook;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The modulated part of the base, from the cached activations to the losses, and back to the
 * gradients.
 */
public final class UpperLayers {
  private final BaseModel base;
  private final Windows windows;
  private final Activations activations;
  private final int from;

  public UpperLayers(BaseModel base, Windows windows, Activations activations, int from) {
    this.base = base;
    this.windows = windows;
    this.activations = activations;
    this.from = from;
  }

  /**
   * Losses of some windows and the gradients of their sum.
   *
   * @param nll summed over the targets of each window
   * @param gradients in the order of the leaves
   */
  public record Backward(float[] nll, List<Tensor> gradients) {}

  /**
   * Some windows as they enter the first modulated layer, to be read on in several ways.
   *
   * @param activations {@code [B, C, W]}
   */
  public record Batch(UpperLayers upper, Targets targets, Tensor activations) {
    /** Nats of each window under {@code modulator}, without gradients. */
    public float[] nll(LinearHook modulator, SampledSoftmax vocabulary) {
      try (var scope = Scope.open()) {
        Tensor hidden = upper.hidden(activations, modulator, targets);
        return targets.perWindow(Loss.nll(hidden, vocabulary, targets.token()));
      }
    }
  }

  /** Reads the windows' activations. */
  public Batch read(int[] rows) {
    return new Batch(this, Targets.of(windows, rows), activations.rows(rows));
  }

  /** Call it inside a scope with gradients, in which the leaves were made. */
  public Backward backward(
      int[] rows, LinearHook modulator, List<Tensor> leaves, SampledSoftmax vocabulary) {
    return backward(rows, modulator, leaves, vocabulary, List.of());
  }

  /**
   * The same with more that is to become small.
   *
   * @param penalties of one number each, in nats
   */
  public Backward backward(
      int[] rows,
      LinearHook modulator,
      List<Tensor> leaves,
      SampledSoftmax vocabulary,
      List<Tensor> penalties) {
    Targets targets = Targets.of(windows, rows);
    Tensor hidden = hidden(activations.rows(rows), modulator, targets);
    Loss loss;
    float[] nats;
    try (var scope = Scope.open()) {
      loss = Loss.of(hidden.detach(), vocabulary, targets.token());
      nats = targets.perWindow(loss.nll().toFloats());
      scope.keep(loss.gradient());
    }
    List<Tensor> outputs = new ArrayList<>(List.of(hidden));
    List<Tensor> seeds = new ArrayList<>(List.of(loss.gradient()));
    for (Tensor penalty : penalties) {
      outputs.add(penalty);
      seeds.add(Tensor.of(new float[] {1}, 1));
    }
    return new Backward(nats, Tensor.gradients(outputs, seeds, leaves));
  }

  /** States that predict something, after the final norm, {@code [n, W]}. */
  public Tensor hidden(Tensor entering, LinearHook modulator, Targets targets) {
    Tensor h = base.blocks(entering, from, base.config().layers(), modulator); // [B, C, W]
    Tensor flat = h.view(-1, base.config().width());
    return base.finalNorm(flat.select(0, Tensor.indices(targets.position()))); // [n, W]
  }

  /**
   * What is predicted in a batch of windows.
   *
   * @param position of the state that predicts, in the batch's {@code B * L} states
   * @param token what follows it
   * @param window row of the batch that it belongs to
   */
  public record Targets(int windows, int[] position, int[] token, int[] window) {
    public static Targets of(Windows windows, int[] rows) {
      int count = (int) windows.targets(rows);
      int longest = windows.longest(rows);
      int[] position = new int[count];
      int[] token = new int[count];
      int[] window = new int[count];
      int n = 0;
      for (int b = 0; b < rows.length; b++) {
        int start = rows[b] * windows.size();
        for (int t = windows.first()[rows[b]]; t < windows.length()[rows[b]]; t++) {
          position[n] = b * longest + t - 1;
          token[n] = windows.tokens()[start + t];
          window[n++] = b;
        }
      }
      return new Targets(rows.length, position, token, window);
    }

    float[] perWindow(float[] nats) {
      float[] sums = new float[windows];
      for (int i = 0; i < nats.length; i++) {
        sums[window[i]] += nats[i];
      }
      return sums;
    }
  }
}
