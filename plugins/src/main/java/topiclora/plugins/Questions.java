package topiclora.plugins;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import topiclora.core.internal.readers.JsonLine;
import topiclora.core.internal.readers.Lines;
import topiclora.core.internal.text.Characters;
import topiclora.corpus.Question;
import topiclora.corpus.SourcePosition;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.Storage;

/**
 * Reads questions from JSON lines: {@code question}, {@code answer} or {@code answers}, and {@code
 * doc} or, where a question takes several documents, {@code docs}.
 */
public final class Questions {
  private Questions() {}

  /** All questions of the file, in order. */
  public static List<Question> read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new BadCorpus("no questions at " + path + ": there is no such file");
    }
    List<Question> questions = new ArrayList<>();
    try (Lines lines = Lines.open(path)) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        String text = Lines.decode(line);
        if (text == null) {
          throw lines.position().error("not UTF-8; save the file again as UTF-8");
        }
        if (!text.isBlank()) {
          questions.add(question(lines.position(), JsonLine.parse(lines.position(), text)));
        }
      }
    } catch (IOException e) {
      throw Storage.of("cannot read " + path, e);
    }
    if (questions.isEmpty()) {
      throw new BadCorpus(path + " holds no question");
    }
    return questions;
  }

  private static Question question(SourcePosition place, ObjectNode object) {
    List<String> answers = values(object, "answers", "answer");
    String question = object.path("question").asText();
    if (question.isBlank() || answers.isEmpty()) {
      throw place.error(
          "wanted \"question\" and \"answer\" or \"answers\"; got "
              + Characters.quote(object.toString()));
    }
    return new Question(question, answers, values(object, "docs", "doc"));
  }

  /** The values under {@code several}, or else the one under {@code single}. */
  private static List<String> values(ObjectNode object, String several, String single) {
    JsonNode node = object.has(several) ? object.path(several) : object.path(single);
    List<String> values = new ArrayList<>();
    for (JsonNode value : node.isArray() ? node : List.of(node)) {
      if (value.isValueNode() && !value.asText().isBlank() && !value.isNull()) {
        values.add(value.asText());
      }
    }
    return values;
  }
}
