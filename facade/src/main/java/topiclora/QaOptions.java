package topiclora;

import java.util.Arrays;
import java.util.List;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentsFrom;

/**
 * How answers to questions with known answers are measured.
 *
 * @param contexts the ways in which the documents reach the model, each measured for itself
 * @param shuffled whether vectors of other documents are measured too, as a control
 * @param documentsFrom those that a question names, or those that are retrieved for it
 * @param distractors other documents that are added to those that a question names
 * @param maxQuestions that are asked, spread evenly over all; 0 for all
 * @param generate whether answers are generated, for F1 and exact match: slower, token by token
 * @param ask everything else: retriever, weights, scale, format, limits; its context and ids are
 *     not used
 */
public record QaOptions(
    List<ContextMode> contexts,
    boolean shuffled,
    DocumentsFrom documentsFrom,
    int distractors,
    int maxQuestions,
    boolean generate,
    AskOptions ask) {
  public QaOptions {
    contexts = List.copyOf(contexts);
    if (contexts.isEmpty() || distractors < 0 || maxQuestions < 0) {
      throw new IllegalArgumentException(
          "%d contexts, %d distractors and %d questions; wanted at least 1, 0 and 0"
              .formatted(contexts.size(), distractors, maxQuestions));
    }
    if (documentsFrom == DocumentsFrom.GOLD && !ask.where().isEmpty()) {
      throw new IllegalArgumentException(
          "a filter by fields narrows a search, and the documents that questions name are not"
              + " searched for");
    }
  }

  /** Plugins of the documents that the questions name. */
  public static QaOptions defaults() {
    return new QaOptions(
        List.of(ContextMode.PLUGIN), false, DocumentsFrom.GOLD, 0, 0, true, AskOptions.defaults());
  }

  /** Every context mode side by side, with the control. */
  public static QaOptions all() {
    return defaults().withContexts(ContextMode.values()).withShuffled(true);
  }

  public QaOptions withContexts(ContextMode... contexts) {
    return new QaOptions(
        Arrays.asList(contexts), shuffled, documentsFrom, distractors, maxQuestions, generate, ask);
  }

  public QaOptions withShuffled(boolean shuffled) {
    return new QaOptions(
        contexts, shuffled, documentsFrom, distractors, maxQuestions, generate, ask);
  }

  public QaOptions withDocumentsFrom(DocumentsFrom documentsFrom) {
    return new QaOptions(
        contexts, shuffled, documentsFrom, distractors, maxQuestions, generate, ask);
  }

  public QaOptions withDistractors(int distractors) {
    return new QaOptions(
        contexts, shuffled, documentsFrom, distractors, maxQuestions, generate, ask);
  }

  public QaOptions withMaxQuestions(int maxQuestions) {
    return new QaOptions(
        contexts, shuffled, documentsFrom, distractors, maxQuestions, generate, ask);
  }

  public QaOptions withGenerate(boolean generate) {
    return new QaOptions(
        contexts, shuffled, documentsFrom, distractors, maxQuestions, generate, ask);
  }

  public QaOptions withAsk(AskOptions ask) {
    return new QaOptions(
        contexts, shuffled, documentsFrom, distractors, maxQuestions, generate, ask);
  }
}
