package topiclora.study.baselines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Values that scikit-learn computed; the script beside each file made it. */
public final class MetricsGolden {
  private MetricsGolden() {}

  public static JsonNode of(String name) throws IOException {
    return JsonMapper.builder()
        .build()
        .readTree(Path.of("src/test/golden", name + ".json").toFile());
  }

  public static List<String> texts(JsonNode list) {
    return elements(list).stream().map(JsonNode::asText).toList();
  }

  public static float[][] rows(JsonNode list) {
    return elements(list).stream().map(MetricsGolden::row).toArray(float[][]::new);
  }

  public static List<JsonNode> elements(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).toList();
  }

  private static float[] row(JsonNode list) {
    float[] row = new float[list.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) list.get(i).asDouble();
    }
    return row;
  }
}
