package topiclora.core.internal.readers;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import topiclora.corpus.SourcePosition;

/** One line that must be one JSON object. */
public final class JsonLine {
  private static final int LONGEST_VALUE = 64 << 20;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_VALUE).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private JsonLine() {}

  public static ObjectNode parse(SourcePosition position, String line) {
    try {
      JsonNode node = MAPPER.readTree(line);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw position.error(
          "a JSON "
              + node.getNodeType().name().toLowerCase(Locale.ROOT)
              + ", wanted one JSON object a line");
    } catch (JsonProcessingException e) {
      throw position.error("not JSON: " + reason(e) + "; wanted one JSON object a line");
    }
  }

  private static String reason(JsonProcessingException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("cannot be parsed");
    return e instanceof JsonParseException && e.getLocation() != null
        ? first + " in column " + e.getLocation().getColumnNr()
        : first;
  }
}
