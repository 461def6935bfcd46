package topiclora.lm.internal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import topiclora.lm.internal.io.JsonFiles;

/** Values that other implementations gave; the scripts that asked them are in src/test/golden. */
public final class Golden {
  private Golden() {}

  public static Path path(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(Golden.class.getResource("/base/" + name), name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  public static JsonNode read(String name) {
    return JsonFiles.read(path(name));
  }

  public static int[] ints(JsonNode list) {
    int[] values = new int[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).asInt();
    }
    return values;
  }
}
