package topiclora.lm.internal.checkpoint;

import topiclora.lm.LinearKind;

/**
 * The shape of a base model.
 *
 * @param architecture {@code llama}, {@code mistral}, {@code qwen2} or {@code qwen3}
 * @param width of the residual stream, W
 * @param headWidth d; heads times it need not be the width
 * @param feedForward width of the gated part, F
 * @param vocabulary tokens, V
 * @param context most tokens of one text
 * @param ropeBase the longest wavelength of the rotary positions is about 2π times this
 */
public record BaseConfig(
    String architecture,
    int layers,
    int width,
    int heads,
    int keyValueHeads,
    int headWidth,
    int feedForward,
    int vocabulary,
    int context,
    double normEpsilon,
    double ropeBase) {
  private static final int LARGEST = 1 << 24;

  public BaseConfig {
    requireSane("layers", layers);
    requireSane("width", width);
    requireSane("heads", heads);
    requireSane("key-value heads", keyValueHeads);
    requireSane("head width", headWidth);
    requireSane("feed-forward width", feedForward);
    requireSane("vocabulary", vocabulary);
    requireSane("heads times head width", (long) heads * headWidth);
    requireSane("context", context);
    if (heads % keyValueHeads != 0 || headWidth % 2 != 0) {
      throw new IllegalArgumentException(
          "%d heads of width %d share %d key-value heads, which cannot be"
              .formatted(heads, headWidth, keyValueHeads));
    }
    if (!(normEpsilon > 0 && ropeBase > 1)) {
      throw new IllegalArgumentException(
          "norm epsilon " + normEpsilon + " and rope base " + ropeBase + ", which cannot be");
    }
  }

  private static void requireSane(String what, long value) {
    if (value < 1 || value > LARGEST) {
      throw new IllegalArgumentException(what + " " + value + ", no model has that");
    }
  }

  /** Numbers that go into a linear map of this kind. */
  public int in(LinearKind kind) {
    return switch (kind) {
      case Q, K, V, GATE, UP -> width;
      case O -> heads * headWidth;
      case DOWN -> feedForward;
    };
  }

  /** Numbers that come out of a linear map of this kind. */
  public int out(LinearKind kind) {
    return switch (kind) {
      case Q -> heads * headWidth;
      case K, V -> keyValueHeads * headWidth;
      case O, DOWN -> width;
      case GATE, UP -> feedForward;
    };
  }

  /** Whether a linear map of this kind is nothing without its bias. */
  public boolean biased(LinearKind kind) {
    return architecture.equals("qwen2")
        && switch (kind) {
          case Q, K, V -> true;
          case O, GATE, UP, DOWN -> false;
        };
  }

  /** Whether queries and keys are normalised per head. */
  public boolean normedHeads() {
    return architecture.equals("qwen3");
  }
}
