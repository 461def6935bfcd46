package topiclora.plugins.internal.evaluate;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Supplier;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentsFrom;
import topiclora.plugins.RetrieverKind;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.retrieve.KeptTexts;
import topiclora.plugins.internal.retrieve.Recall;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.Retrievers;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * Asks the same questions in several context modes and measures the answers.
 *
 * <pre>{@code
 * try (KeptTexts texts = KeptTexts.of(folder)) {
 *   QaSetup setup = QaSetup.defaults().withAllContexts();
 *   QaScores result =
 *       new QaComparison(model, texts, () -> base, setup, Progress.SILENT)
 *           .of(Questions.read(Path.of("qa.jsonl")));
 *   System.out.println(result.recovered());
 * }
 * }</pre>
 */
public final class QaComparison {
  private final TopicModel model;
  private final KeptTexts texts;
  private final Supplier<BaseModel> base;
  private final QaSetup setup;
  private final AnswerOptions answers;
  private final Progress progress;

  /**
   * @param texts of the same model
   * @param base asked for once the questions have their documents, or a retriever wants vectors;
   *     each time the same one
   */
  public QaComparison(
      TopicModel model,
      KeptTexts texts,
      Supplier<BaseModel> base,
      QaSetup setup,
      Progress progress) {
    this.model = model;
    this.texts = texts;
    this.base = base;
    this.setup = setup;
    this.answers = setup.weighted(texts.areKept());
    this.progress = progress;
  }

  /** What these come to: the questions with their documents, and how well those were found. */
  private record Asked(
      List<QuestionContext> contexts, SequencedMap<RetrieverKind, Recall> recallAt) {}

  /**
   * Asks all questions in each context mode.
   *
   * @throws BadCorpus where none names a document of the model
   */
  public QaScores of(List<Question> questions) {
    GoldDocuments gold = gold();
    Asked asked =
        setup.documentsFrom() == DocumentsFrom.GOLD
            ? new Asked(named(questions, gold), new LinkedHashMap<>())
            : retrieved(questions);
    if (asked.contexts.isEmpty()) {
      throw new BadCorpus(
          "none of %d questions names a document of the model".formatted(questions.size()));
    }
    var evaluation = new QaEvaluation(base.get(), model, answers, progress);
    List<QuestionContext> contexts = weighed(asked.contexts);
    SequencedMap<ContextMode, AnswerScore> scores = new LinkedHashMap<>();
    for (ContextMode mode : setup.contexts()) {
      scores.put(mode, evaluation.score(contexts, mode, setup.generate()));
    }
    AnswerScore shuffled =
        setup.control()
            ? evaluation.score(
                weighed(contexts.stream().map(gold::shuffled).toList()),
                ContextMode.PLUGIN,
                setup.generate())
            : null;
    return new QaScores(scores, shuffled, asked.recallAt, questions.size() - asked.contexts.size());
  }

  /** All documents, with their texts where a prompt is made of them. */
  private GoldDocuments gold() {
    boolean prompted =
        setup.documentsFrom() == DocumentsFrom.GOLD
            && setup.contexts().stream().anyMatch(ContextMode::usesText);
    return new GoldDocuments(texts.documents(model.documents(), prompted));
  }

  private List<QuestionContext> named(List<Question> questions, GoldDocuments gold) {
    return questions.stream()
        .map(question -> gold.of(question, setup.distractors()))
        .flatMap(Optional::stream)
        .toList();
  }

  private Asked retrieved(List<Question> questions) {
    var retrievers = new Retrievers(texts.index(), model, setup.filter(), base);
    Set<String> ids = model.documents().stream().map(DocumentVector::id).collect(toSet());
    List<Question> named =
        questions.stream().filter(q -> q.docs().stream().anyMatch(ids::contains)).toList();
    SequencedMap<RetrieverKind, Recall> recallAt = retrievers.recall(named);
    Retriever retriever = retrievers.of(setup.retriever());
    return new Asked(
        questions.stream()
            .map(q -> new QuestionContext(q, retriever.find(q.question(), setup.k())))
            .toList(),
        recallAt);
  }

  /** Documents that were not retrieved have no scores of their own. */
  private List<QuestionContext> weighed(List<QuestionContext> contexts) {
    if (setup.documentsFrom() == DocumentsFrom.RETRIEVED
        || !answers.sum().weighting().dependsOnQuery()) {
      return contexts;
    }
    return contexts.stream().map(this::scored).toList();
  }

  private QuestionContext scored(QuestionContext one) {
    return new QuestionContext(
        one.question(),
        texts
            .index()
            .scored(
                one.question().question(), one.hits().stream().map(SearchHit::document).toList()));
  }
}
