package topiclora.base;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import topiclora.TopicLoraException;

/** Reads the JSON files of a Hugging Face folder. */
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  static JsonNode read(Path path) {
    try {
      return MAPPER.readTree(path.toFile());
    } catch (JacksonException e) {
      throw new TopicLoraException.BadBase(
          path.getFileName() + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new TopicLoraException.BadBase("cannot read " + path + ": " + e.getMessage());
    }
  }

  /** The file's content, or a missing node where there is no such file. */
  static JsonNode readIfThere(Path path) {
    return Files.exists(path) ? read(path) : MAPPER.missingNode();
  }
}
