package topiclora.lm.internal.checkpoint;

import java.util.Arrays;

/** How context beyond that of the pretraining was reached: frequencies divided by factors. */
public final class RopeFactors {
  private RopeFactors() {}

  /** Every frequency divided by the same factor; 1 leaves them as they are. */
  public static float[] linear(BaseConfig config, double factor) {
    float[] factors = new float[config.headWidth() / 2];
    Arrays.fill(factors, (float) factor);
    return factors;
  }

  /**
   * Llama 3's way: waves much shorter than the first context stay, much longer ones are stretched
   * by {@code factor}, those between by something between.
   *
   * @param low waves longer than {@code context / low} are stretched
   * @param high waves shorter than {@code context / high} stay
   * @param context of the pretraining, in tokens
   */
  public record Llama3(double factor, double low, double high, double context) {
    public float[] factors(BaseConfig config) {
      float[] factors = new float[config.headWidth() / 2];
      for (int i = 0; i < factors.length; i++) {
        double frequency = Math.pow(config.ropeBase(), -2.0 * i / config.headWidth());
        double waves = context * frequency / (2 * Math.PI); // within the first context
        double kept = Math.clamp((waves - low) / (high - low), 0, 1);
        factors[i] = (float) (1 / (kept + (1 - kept) / factor));
      }
      return factors;
    }
  }
}
