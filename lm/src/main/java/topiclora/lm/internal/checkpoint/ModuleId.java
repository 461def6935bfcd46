package topiclora.lm.internal.checkpoint;

import topiclora.lm.LinearKind;

/**
 * One linear map of the base, written {@code 24.down}.
 *
 * @param layer counted from 0
 */
public record ModuleId(int layer, LinearKind kind) {
  public ModuleId {
    if (layer < 0) {
      throw new IllegalArgumentException("layer " + layer + "; the first is 0");
    }
  }

  /** Reads what {@link #toString()} writes. */
  public static ModuleId parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 1 || !text.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("no module '" + text + "'; one is written 24.down");
    }
    return new ModuleId(
        Integer.parseInt(text.substring(0, dot)), LinearKind.of(text.substring(dot + 1)));
  }

  @Override
  public String toString() {
    return layer + "." + kind;
  }
}
