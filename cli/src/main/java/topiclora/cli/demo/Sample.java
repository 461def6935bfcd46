package topiclora.cli.demo;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.corpus.Question;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.plugins.Questions;

/**
 * The bundled corpus: a local newspaper and its encyclopedia in a county that does not exist.
 *
 * @param corpus JSON lines of short articles in eight subjects, and six strangers
 * @param questions three on each article
 */
public record Sample(Path corpus, Path questions) {
  /** Puts the sample's files into a folder, where the commands can read them as any others. */
  static Sample unpack(Path folder) {
    return new Sample(unpack("corpus.jsonl", folder), unpack("qa.jsonl", folder));
  }

  /** The articles whose ids match a regular expression. */
  Corpus articles(String ids) {
    List<Document> chosen = new ArrayList<>();
    Corpus.open(corpus)
        .forEach(
            document -> {
              if (document.id().matches(ids)) {
                chosen.add(document);
              }
            });
    return Corpus.of(chosen);
  }

  /** The questions on those articles. */
  List<Question> questions(String ids) {
    return Questions.read(questions).stream()
        .filter(question -> question.docs().getFirst().matches(ids))
        .toList();
  }

  private static Path unpack(String name, Path folder) {
    Path target = folder.resolve(name);
    try (InputStream in = Sample.class.getResourceAsStream("/topiclora/sample/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the sample's " + name + " is missing from the jar");
      }
      Files.copy(in, target, REPLACE_EXISTING);
      return target;
    } catch (IOException e) {
      throw Storage.of("cannot write " + target, e);
    }
  }
}
