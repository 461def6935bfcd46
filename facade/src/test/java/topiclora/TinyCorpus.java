package topiclora;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import topiclora.core.LearningOptions;
import topiclora.corpus.Corpus;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.TinyBase;

/** Documents of three subjects, and a base model of two layers that tells them apart. */
final class TinyCorpus {
  private static final int WORDS = 45;

  private TinyCorpus() {}

  /** Documents {@code d<from>} to {@code d<to - 1>}; every third is of one subject. */
  static List<Document> documents(int from, int to) {
    List<Document> documents = new ArrayList<>();
    for (int d = from; d < to; d++) {
      String text = TinyBase.text(d % 3, WORDS, new Random(100 + d));
      documents.add(
          new Document(
              "d" + d, "Title " + d, text, "subject " + d % 3, Map.of("year", "202" + d % 4)));
    }
    return documents;
  }

  static Corpus of(int from, int to) {
    return Corpus.of(documents(from, to));
  }

  /** The library with the tiny base in {@code folder}. */
  static TopicLora open(Path folder) {
    return open(folder, Progress.SILENT);
  }

  static TopicLora open(Path folder, Progress progress) {
    TinyBase.open(folder.resolve("base")).close();
    return TopicLora.open(
        OpenOptions.defaults().withBase(folder.resolve("base").toString()).withProgress(progress));
  }

  /** Three dimensions, one epoch: quick. */
  static TopicFitOptions quick() {
    return FitOptions.topics()
        .withLearning(
            LearningOptions.topics().toBuilder().rank(3).window(8).maxTokens(64).epochs(1).build());
  }
}
