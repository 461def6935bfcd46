package topiclora.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import topiclora.TopicLoraException.BadCorpus;
import topiclora.TopicLoraException.Storage;

/**
 * Reads questions from JSON lines: {@code question}, {@code answer} or {@code answers}, {@code
 * doc}.
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
          throw lines.place().error("not UTF-8; save the file again as UTF-8");
        }
        if (!text.isBlank()) {
          questions.add(question(lines.place(), JsonLine.parse(lines.place(), text)));
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

  private static Question question(Place place, ObjectNode object) {
    JsonNode doc = object.path("doc");
    List<String> answers =
        answers(object.has("answers") ? object.path("answers") : object.path("answer"));
    String question = object.path("question").asText();
    if (question.isBlank() || answers.isEmpty()) {
      throw place.error(
          "wanted \"question\" and \"answer\" or \"answers\"; got "
              + Text.quote(object.toString()));
    }
    return new Question(
        question, answers, doc.isValueNode() && !doc.isNull() ? doc.asText() : null);
  }

  private static List<String> answers(JsonNode node) {
    List<String> answers = new ArrayList<>();
    for (JsonNode answer : node.isArray() ? node : List.of(node)) {
      if (answer.isValueNode() && !answer.asText().isBlank() && !answer.isNull()) {
        answers.add(answer.asText());
      }
    }
    return answers;
  }
}
