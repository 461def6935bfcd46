package topiclora;

import java.util.List;
import topiclora.core.LearningOptions;
import topiclora.core.TextUnit;
import topiclora.corpus.Question;

/**
 * The preset for knowledge plugins: the shared adapter is meta-trained on documents with questions,
 * so that a vector that has read a document's sentences answers questions on it.
 *
 * @param learning of sentences
 * @param questions about the documents; without any, cloze questions are generated from them
 * @param metaTrainOnly whether the documents get no vectors of their own: a shared adapter for
 *     {@link FitOptions#sharedFrom}
 * @param restart whether the work of an interrupted fit is thrown away
 */
public record PluginFitOptions(
    LearningOptions learning, List<Question> questions, boolean metaTrainOnly, boolean restart)
    implements FitOptions {
  public PluginFitOptions {
    questions = List.copyOf(questions);
    if (learning.textUnit() != TextUnit.SENTENCES) {
      throw new IllegalArgumentException(
          "the options learn from windows, as topics do; plugins are learned from sentences");
    }
  }

  static PluginFitOptions defaults() {
    return new PluginFitOptions(LearningOptions.plugins(), List.of(), false, false);
  }

  public PluginFitOptions withQuestions(List<Question> questions) {
    return new PluginFitOptions(learning, questions, metaTrainOnly, restart);
  }

  public PluginFitOptions withMetaTrainOnly(boolean metaTrainOnly) {
    return new PluginFitOptions(learning, questions, metaTrainOnly, restart);
  }

  public PluginFitOptions withLearning(LearningOptions learning) {
    return new PluginFitOptions(learning, questions, metaTrainOnly, restart);
  }

  @Override
  public PluginFitOptions withRestart(boolean restart) {
    return new PluginFitOptions(learning, questions, metaTrainOnly, restart);
  }
}
