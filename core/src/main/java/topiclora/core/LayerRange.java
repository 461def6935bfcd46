package topiclora.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which layers of a base x changes: some by number, or a share of it from the top. */
public sealed interface LayerRange {
  /** The lowest, in a base of so many layers. */
  int first(int layers);

  /** The highest, inclusive. */
  int last(int layers);

  /** Layers by their numbers, from 0; both ends are in it. */
  record Range(int first, int last) implements LayerRange {
    public Range {
      if (first < 0 || first > last) {
        throw new IllegalArgumentException(
            "layers are %d to %d, wanted the lower one first".formatted(first, last));
      }
    }

    @Override
    public int first(int layers) {
      return first;
    }

    @Override
    public int last(int layers) {
      return last;
    }

    @Override
    public String toString() {
      return first + "-" + last;
    }
  }

  /**
   * The upper part of any base.
   *
   * @param parts 5 for its last fifth, 2 for its upper half; always one layer at least
   */
  record Upper(int parts) implements LayerRange {
    public Upper {
      if (parts < 1) {
        throw new IllegalArgumentException("parts is " + parts + ", wanted at least 1");
      }
    }

    @Override
    public int first(int layers) {
      return layers - Math.max(1, layers / parts);
    }

    @Override
    public int last(int layers) {
      return layers - 1;
    }

    @Override
    public String toString() {
      return "upper 1/" + parts;
    }
  }

  /** {@code 24-29} or {@code upper 1/5}, as {@link #of} reads it. */
  @JsonValue
  default String text() {
    return toString();
  }

  /** Reads {@link #text}; {@code 24} is one layer. */
  @JsonCreator
  static LayerRange of(String text) {
    Matcher upper = Pattern.compile("upper 1/(\\d{1,4})").matcher(text);
    if (upper.matches()) {
      return new Upper(Integer.parseInt(upper.group(1)));
    }
    Matcher range = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?").matcher(text);
    if (!range.matches()) {
      throw new IllegalArgumentException("layers is '" + text + "', wanted such as 24-29 or 24");
    }
    int first = Integer.parseInt(range.group(1));
    return new Range(first, range.group(2) == null ? first : Integer.parseInt(range.group(2)));
  }
}
