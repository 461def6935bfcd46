package topiclora.lm.internal.io;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import topiclora.lm.TopicLoraException;

/** Reads the JSON files of a Hugging Face folder. */
public final class JsonFiles {
  private JsonFiles() {}

  public static JsonNode read(Path path) {
    try {
      return JsonMapping.PLAIN.readTree(path.toFile());
    } catch (JacksonException e) {
      throw new TopicLoraException.BadBase(
          path.getFileName() + " is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new TopicLoraException.BadBase("cannot read " + path + ": " + e.getMessage());
    }
  }

  /** The file's content, or a missing node where there is no such file. */
  public static JsonNode readIfThere(Path path) {
    return Files.exists(path) ? read(path) : JsonMapping.PLAIN.missingNode();
  }
}
