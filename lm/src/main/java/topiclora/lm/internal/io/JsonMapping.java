package topiclora.lm.internal.io;

import com.fasterxml.jackson.databind.json.JsonMapper;

/** How values become JSON and back, wherever nothing else is wanted. */
public final class JsonMapping {
  /**
   * Jackson's defaults; other mappings are made from it by {@link JsonMapper#rebuild()}.
   *
   * <p>Whatever is read back is written with it: a NaN is written as the text {@code "NaN"} and
   * comes back as one. A mapping that writes null in its place, for the eyes of other programs,
   * would make it 0 when it is read.
   */
  public static final JsonMapper PLAIN = JsonMapper.builder().build();

  private JsonMapping() {}
}
