package topiclora.plugins.internal.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.core.LearningOptions;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.text.PlainFormat;
import topiclora.core.internal.windows.Windows;
import topiclora.core.internal.windows.WindowsBuilder;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.internal.model.BaseModel;

/** Learns the shared adapter of plugins from documents that come with questions. */
public final class PluginFit {
  private PluginFit() {}

  /**
   * Generated cloze questions, for a corpus that has none: they work, less well than what people
   * ask.
   */
  public static List<Question> clozeQuestions(Corpus corpus) {
    List<Question> questions = new ArrayList<>();
    corpus.forEach(document -> questions.addAll(Cloze.of(document)));
    return questions;
  }

  /**
   * The shared adapter.
   *
   * @param catalogue the documents, cut into sentences
   * @param questions with the ids of documents of the catalogue; others are passed over
   */
  public static Parameters metaTrain(
      BaseModel base,
      TokenizedCorpus catalogue,
      List<Question> questions,
      LearningOptions options,
      Checkpoint checkpoint,
      Progress progress) {
    Windows asked = windows(base, catalogue, questions, options);
    return new MetaTraining(base, catalogue.windows(), asked, options, checkpoint, progress).run();
  }

  private static Windows windows(
      BaseModel base,
      TokenizedCorpus catalogue,
      List<Question> questions,
      LearningOptions options) {
    Map<String, Integer> numbers = new HashMap<>();
    for (int d = 0; d < catalogue.documents().size(); d++) {
      numbers.put(catalogue.documents().get(d).id(), d);
    }
    var builder =
        new WindowsBuilder(
            options.window(), options.maxTokens(), options.seed(), base.tokenizer().textBos());
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
