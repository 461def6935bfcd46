package topiclora.bench.setup;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import topiclora.corpus.Document;

/** Short texts of two subjects that share no word but the common ones. */
public final class LabelledSubjects {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static final String SEA = "sea";
  static final String KITCHEN = "kitchen";

  private static final List<String> AT_SEA =
      List.of(
          "The ferry left the harbour and a sailor watched the waves.",
          "Waves broke over the harbour wall while the ferry waited.",
          "A sailor tied the boat to the harbour wall before the storm.",
          "The storm drove the boat and the ferry out of the harbour.",
          "No boat sailed: the storm and the waves kept every sailor ashore.",
          "The sailor painted his boat between storm and storm.");
  private static final List<String> IN_A_KITCHEN =
      List.of(
          "Knead the dough with butter and leave it near the oven.",
          "The oven browns the crust while the butter melts into the dough.",
          "Flour, butter and sugar make a dough that needs a hot oven.",
          "Sugar and flour go into the bowl before the butter.",
          "A crust of sugar cracks when the bowl leaves the oven.",
          "The bowl holds flour, sugar and the rest of the dough.");

  private LabelledSubjects() {}

  public static List<Document> documents() {
    return IntStream.range(0, 2 * AT_SEA.size()).mapToObj(LabelledSubjects::document).toList();
  }

  /** The same as a corpus of JSON lines in {@code folder}. */
  public static Path write(Path folder) throws IOException {
    var lines = new StringBuilder();
    for (Document document : documents()) {
      lines
          .append(
              JSON.writeValueAsString(
                  Map.of("id", document.id(), "text", document.text(), "label", document.label())))
          .append('\n');
    }
    return Files.writeString(folder.resolve("subjects.jsonl"), lines);
  }

  private static Document document(int i) {
    boolean sea = i % 2 == 0;
    String text = (sea ? AT_SEA : IN_A_KITCHEN).get(i / 2);
    return new Document("text " + i, null, text, sea ? SEA : KITCHEN, Map.of());
  }
}
