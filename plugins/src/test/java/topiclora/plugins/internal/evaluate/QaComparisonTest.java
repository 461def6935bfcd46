package topiclora.plugins.internal.evaluate;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.model.FittedModel;
import topiclora.core.internal.model.MetadataFilter;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.DocumentsFrom;
import topiclora.plugins.RetrieverKind;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.retrieve.KeptTexts;
import topiclora.plugins.internal.retrieve.Retrievers;
import topiclora.plugins.internal.retrieve.TextIndex;

/** The whole comparison, on a tiny model that was really fitted. */
final class QaComparisonTest {
  private static final AnswerOptions ANSWERS = AnswerOptions.defaults().withMaxNewTokens(4);
  private static final MetadataFilter ALL = MetadataFilter.of(List.of());

  @TempDir private static Path folder;
  private static FittedModel fitted;
  private static KeptTexts texts;

  @BeforeAll
  static void fit() {
    fitted = FittedModel.of(folder, 9);
    Path place = folder.resolve("model");
    fitted.model().save(place, TextIndex.writer(fitted.corpus(), fitted.catalogue()));
    texts = KeptTexts.of(place);
  }

  @AfterAll
  static void close() {
    texts.close();
    fitted.close();
  }

  private static QaSetup setup(DocumentsFrom from, RetrieverKind kind, AnswerOptions answers) {
    return new QaSetup(from, kind, ALL, 3, 2, List.of(ContextMode.values()), true, false, answers);
  }

  private static QaScores compared(QaSetup setup, KeptTexts texts, Question... questions) {
    return new QaComparison(fitted.model(), texts, fitted::base, setup, Progress.SILENT)
        .of(List.of(questions));
  }

  private static Question about(String... docs) {
    return new Question(" boat sail", List.of("storm"), List.of(docs));
  }

  private static double plugin(QaScores result) {
    return requireNonNull(result.scores().get(ContextMode.PLUGIN)).nll();
  }

  @Test
  void everyContextModeAndTheControlAreMeasured() {
    QaSetup setup = setup(DocumentsFrom.GOLD, RetrieverKind.BM25, ANSWERS);
    QaScores result = compared(setup, texts, about("d0"), about("d1"), about("elsewhere"));
    assertThat(result.scores().sequencedKeySet()).containsExactly(ContextMode.values());
    assertThat(result.scores().values()).extracting(AnswerScore::questions).containsOnly(2);
    assertThat(result.leftOut()).isEqualTo(1);
    assertThat(result.recallAt()).isEmpty();
    assertThat(requireNonNull(result.shuffled()).nll()).isNotEqualTo(plugin(result));
    assertThat(requireNonNull(result.scores().get(ContextMode.TEXT)).contextTokens()).isPositive();
    assertThat(requireNonNull(result.scores().get(ContextMode.PLUGIN)).contextTokens()).isZero();
  }

  @Test
  void documentsAreWeighedByWhereTheyComeFromUnlessSomebodySays() {
    assertWeighs(DocumentsFrom.GOLD, RetrieverKind.BM25, DocumentWeighting.COVERAGE);
    assertWeighs(DocumentsFrom.RETRIEVED, RetrieverKind.BM25, DocumentWeighting.SCORES);
    assertWeighs(DocumentsFrom.RETRIEVED, RetrieverKind.HYBRID, DocumentWeighting.DECAY);
  }

  private static void assertWeighs(
      DocumentsFrom from, RetrieverKind kind, DocumentWeighting weighting) {
    double usual = plugin(compared(setup(from, kind, ANSWERS), texts, about("d0", "d4")));
    QaSetup said = setup(from, kind, ANSWERS.withWeighting(weighting));
    assertThat(plugin(compared(said, texts, about("d0", "d4")))).isEqualTo(usual);
    QaSetup ones = setup(from, kind, ANSWERS.withWeighting(DocumentWeighting.ONES));
    assertThat(plugin(compared(ones, texts, about("d0", "d4")))).isNotEqualTo(usual);
  }

  @Test
  void retrievedDocumentsAreThoseOfTheRetriever() {
    QaSetup setup = setup(DocumentsFrom.RETRIEVED, RetrieverKind.BM25, ANSWERS);
    Question question = about("d0");
    QaScores result = compared(setup, texts, question);
    var retrievers = new Retrievers(texts.index(), fitted.model(), ALL, fitted::base);
    var context =
        new QuestionContext(
            question, retrievers.of(RetrieverKind.BM25).find(question.question(), 3));
    var byHand =
        new QaEvaluation(
            fitted.base(),
            fitted.model(),
            ANSWERS.withWeighting(DocumentWeighting.SCORES),
            Progress.SILENT);
    assertThat(plugin(result))
        .isEqualTo(byHand.score(List.of(context), ContextMode.PLUGIN, false).nll());
    assertThat(result.recallAt().sequencedKeySet()).containsExactly(RetrieverKind.values());
  }

  @Test
  void questionsOnNoDocumentCannotBeAsked() {
    QaSetup setup = setup(DocumentsFrom.GOLD, RetrieverKind.BM25, ANSWERS);
    assertThatThrownBy(() -> compared(setup, texts, about("elsewhere")))
        .isInstanceOf(BadCorpus.class)
        .hasMessage("none of 1 questions names a document of the model");
  }

  @Test
  void aModelWithoutTextsIsAskedByTheOrderOfDocuments() {
    Path bare = folder.resolve("bare");
    fitted.model().save(bare);
    try (KeptTexts none = KeptTexts.of(bare)) {
      List<ContextMode> plugin = List.of(ContextMode.PLUGIN);
      var setup =
          new QaSetup(
              DocumentsFrom.GOLD, RetrieverKind.BM25, ALL, 3, 2, plugin, true, false, ANSWERS);
      QaSetup decay =
          setup(
              DocumentsFrom.GOLD,
              RetrieverKind.BM25,
              ANSWERS.withWeighting(DocumentWeighting.DECAY));
      assertThat(plugin(compared(setup, none, about("d0"))))
          .isEqualTo(plugin(compared(decay, texts, about("d0"))));
      assertThatThrownBy(
              () ->
                  compared(
                      setup(DocumentsFrom.RETRIEVED, RetrieverKind.BM25, ANSWERS),
                      none,
                      about("d0")))
          .isInstanceOf(BadModel.class)
          .hasMessageContaining("keeps no texts");
    }
  }

  @Test
  void aFilterIsForRetrieval() {
    MetadataFilter filter = MetadataFilter.of(List.of("label=subject 0"));
    List<ContextMode> plugin = List.of(ContextMode.PLUGIN);
    assertThatThrownBy(
            () ->
                new QaSetup(
                    DocumentsFrom.GOLD,
                    RetrieverKind.BM25,
                    filter,
                    3,
                    0,
                    plugin,
                    false,
                    false,
                    ANSWERS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a filter narrows a retrieval");
    Retrievers some = new Retrievers(texts.index(), fitted.model(), filter, fitted::base);
    for (RetrieverKind kind : RetrieverKind.values()) {
      assertThat(some.of(kind).find(texts.of("d0").orElseThrow(), 9))
          .as("%s", kind)
          .isNotEmpty()
          .allMatch(hit -> "subject 0".equals(hit.document().label()));
      assertThat(some.of(kind).defaultWeighting()).isEqualTo(DocumentWeighting.forRetrieved(kind));
    }
  }

  @Test
  void theBaseIsOpenedOnlyWhereAVectorIsNeeded() {
    var retrievers =
        new Retrievers(
            texts.index(),
            fitted.model(),
            ALL,
            () -> {
              throw new IllegalStateException("opened");
            });
    assertThat(retrievers.of(RetrieverKind.BM25).find(" boat", 1)).isNotEmpty();
    assertThatThrownBy(() -> retrievers.of(RetrieverKind.HYBRID)).hasMessage("opened");
  }
}
