package topiclora.core.internal.readers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import topiclora.core.internal.text.Characters;
import topiclora.corpus.DocumentSink;
import topiclora.corpus.DocumentSource;
import topiclora.corpus.Reason;
import topiclora.corpus.SourcePosition;
import topiclora.lm.TopicLoraException.BadCorpus;

/** One JSON object a line. */
public record JsonLines(Path path) implements DocumentSource {
  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public void read(DocumentSink sink) throws IOException {
    try (Lines lines = Lines.open(path)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        String text = Lines.decode(line);
        if (text == null) {
          sink.remark(Reason.NOT_UTF8, lines.position());
        } else if (!text.isBlank()) {
          take(sink, lines.position(), text);
        }
      }
    }
  }

  private static void take(DocumentSink sink, SourcePosition position, String line) {
    if (line.stripLeading().startsWith("[") && position.line() == 1) {
      throw new BadCorpus(position + ": a JSON array, wanted JSON lines: one object a line");
    }
    sink.take(
        position, Fields.document(position, fields(position, JsonLine.parse(position, line))));
  }

  private static Map<String, String> fields(SourcePosition position, ObjectNode object) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (name.equals("text") && value.isContainerNode()) {
        throw position.error("\"text\" is no string but " + Characters.quote(value.toString()));
      }
      if (!value.isNull()) {
        fields.put(name, value.isContainerNode() ? value.toString() : value.asText());
      } else if (name.equals("text")) {
        fields.put(name, ""); // a document without text, not a corpus without the field
      }
    }
    return fields;
  }
}
