package topiclora.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.Progress;
import topiclora.TopicLoraException.BadCorpus;
import topiclora.base.BaseModel;
import topiclora.corpus.Cloze;
import topiclora.corpus.Corpus;
import topiclora.corpus.PlainFormat;
import topiclora.corpus.Question;
import topiclora.fit.Checkpoint;
import topiclora.fit.FitOptions;
import topiclora.fit.Learned;
import topiclora.fit.MetaFit;
import topiclora.fit.Windows;
import topiclora.model.Catalogue;

/** Learns the shared part of plugins from documents that come with questions. */
public final class PluginFit {
  private PluginFit() {}

  /**
   * Questions made from the documents by rule, for a corpus that has none: they work, less well
   * than what people ask.
   */
  public static List<Question> clozes(Corpus corpus) {
    List<Question> questions = new ArrayList<>();
    corpus.forEach(document -> questions.addAll(Cloze.of(document)));
    return questions;
  }

  /**
   * The shared part.
   *
   * @param catalogue the documents, cut into sentences
   * @param questions with the ids of documents of the catalogue; others are passed over
   */
  public static Learned learn(
      BaseModel base,
      Catalogue catalogue,
      List<Question> questions,
      FitOptions options,
      Checkpoint checkpoint,
      Progress progress) {
    Windows asked = windows(base, catalogue, questions, options);
    return new MetaFit(base, catalogue.windows(), asked, options, checkpoint, progress).run();
  }

  private static Windows windows(
      BaseModel base, Catalogue catalogue, List<Question> questions, FitOptions options) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int d = 0; d < catalogue.documents().size(); d++) {
      numbers.put(catalogue.documents().get(d).id(), d);
    }
    var builder =
        new Windows.Builder(
            options.window(), options.maxTokens(), options.seed(), base.tokenizer().start());
    int added = 0;
    for (Question question : questions) {
      // Of several documents the first: a row of questions has one vector.
      Integer document = question.docs().isEmpty() ? null : numbers.get(question.docs().getFirst());
      if (document != null) {
        int[] asked = base.tokenizer().encode(PlainFormat.question(question.question()));
        String right = PlainFormat.answer(question.answers().getFirst());
        int[] answer = base.tokenizer().encode(right + "\n"); // so that an answer learns to end
        added += builder.add(document, asked, answer) ? 1 : 0;
      }
    }
    if (added == 0) {
      throw new BadCorpus(
          "none of %d questions is about a document of the corpus; wanted \"doc\" with its id"
              .formatted(questions.size()));
    }
    return builder.build();
  }
}
