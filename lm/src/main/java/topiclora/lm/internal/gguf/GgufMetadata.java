package topiclora.lm.internal.gguf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import topiclora.lm.TopicLoraException;

/** The key-value part of a GGUF file, asked by key and type. */
public final class GgufMetadata {
  private final String file;
  private final Map<String, Object> values;

  public GgufMetadata(String file, Map<String, Object> values) {
    this.file = file;
    this.values = values;
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(value -> cast(key, value, String.class));
  }

  public String requireText(String key) {
    return text(key).orElseThrow(() -> missing(key));
  }

  OptionalInt integer(String key) {
    Object value = values.get(key);
    if (value == null) {
      return OptionalInt.empty();
    }
    long whole = cast(key, value, Number.class).longValue();
    if (whole < 0 || whole > Integer.MAX_VALUE) {
      throw bad("has " + key + " " + whole + ", which no model has");
    }
    return OptionalInt.of((int) whole);
  }

  int requireInteger(String key) {
    return integer(key).orElseThrow(() -> missing(key));
  }

  public OptionalDouble number(String key) {
    Object value = values.get(key);
    return value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(cast(key, value, Number.class).doubleValue());
  }

  Optional<Boolean> flag(String key) {
    return Optional.ofNullable(values.get(key)).map(value -> cast(key, value, Boolean.class));
  }

  /** A list of texts; empty where the key is absent. */
  List<String> texts(String key) {
    return list(key).stream().map(value -> cast(key, value, String.class)).toList();
  }

  /** A list of numbers; empty where the key is absent. */
  List<Number> numbers(String key) {
    return list(key).stream().map(value -> cast(key, value, Number.class)).toList();
  }

  private List<?> list(String key) {
    Object value = values.get(key);
    return value == null ? List.of() : cast(key, value, List.class);
  }

  private <T> T cast(String key, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw bad(
          "has as "
              + key
              + " a "
              + value.getClass().getSimpleName()
              + ", not a "
              + type.getSimpleName());
    }
    return type.cast(value);
  }

  private TopicLoraException.BadBase missing(String key) {
    return bad("has no " + key + " in its metadata; not a language model?");
  }

  TopicLoraException.BadBase bad(String what) {
    return new TopicLoraException.BadBase(file + " " + what);
  }
}
