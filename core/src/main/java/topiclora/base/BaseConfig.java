package topiclora.base;

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
}
