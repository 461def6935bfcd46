package topiclora.plugins.internal.evaluate;

import java.util.List;
import topiclora.core.internal.model.MetadataFilter;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.DocumentsFrom;
import topiclora.plugins.RetrieverKind;
import topiclora.plugins.internal.answer.AnswerOptions;

/**
 * What is compared.
 *
 * @param documentsFrom the question's own documents, or those that a retriever finds
 * @param retriever by which they are found, where they are
 * @param filter that narrows the retrieval
 * @param k documents that are retrieved for a question at most
 * @param distractors other documents that are added to the question's own
 * @param contexts the modes that are compared, in their order
 * @param control whether the vectors of other documents are measured too
 * @param generate whether answers are generated, for F1 and exact match: slower, token by token
 * @param answers how questions are put and vectors added up
 */
public record QaSetup(
    DocumentsFrom documentsFrom,
    RetrieverKind retriever,
    MetadataFilter filter,
    int k,
    int distractors,
    List<ContextMode> contexts,
    boolean control,
    boolean generate,
    AnswerOptions answers) {
  public QaSetup {
    contexts = List.copyOf(contexts);
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("no context mode; wanted at least one");
    }
    if (k < 1 || distractors < 0) {
      throw new IllegalArgumentException(
          "k is %d and distractors %d; wanted at least 1 and 0".formatted(k, distractors));
    }
    if (documentsFrom == DocumentsFrom.GOLD && !filter.values().isEmpty()) {
      throw new IllegalArgumentException(
          "a filter narrows a retrieval, and these documents are named by the questions");
    }
  }

  /** Plugins on the questions' own documents; answers are generated. */
  public static QaSetup defaults() {
    return new QaSetup(
        DocumentsFrom.GOLD,
        RetrieverKind.BM25,
        MetadataFilter.of(List.of()),
        3,
        0,
        List.of(ContextMode.PLUGIN),
        false,
        true,
        AnswerOptions.defaults());
  }

  /** The same in every context mode, with the control. */
  public QaSetup withAllContexts() {
    return new QaSetup(
        documentsFrom,
        retriever,
        filter,
        k,
        distractors,
        List.of(ContextMode.values()),
        true,
        generate,
        answers);
  }

  /**
   * The answers' options with a weighting: the chosen one, or the default of where documents come
   * from.
   */
  AnswerOptions weighted(boolean textsKept) {
    return answers.orWeighting(
        switch (documentsFrom) {
          case GOLD -> DocumentWeighting.forGold(textsKept);
          case RETRIEVED -> DocumentWeighting.forRetrieved(retriever);
        });
  }
}
