package topiclora.plugins.internal.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.model.FittedModel;
import topiclora.corpus.Document;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.internal.evaluate.AnswerScore;
import topiclora.plugins.internal.evaluate.BatchGeneration;
import topiclora.plugins.internal.evaluate.QaEvaluation;
import topiclora.plugins.internal.evaluate.QuestionContext;
import topiclora.plugins.internal.retrieve.QueryCoverage;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.SearchHit;

/** Answers and their measure, on a tiny model that was really fitted. */
@TestInstance(Lifecycle.PER_CLASS)
final class AnswererTest {
  private static final AnswerOptions OPTIONS = AnswerOptions.defaults().withMaxNewTokens(8);
  private static final List<SearchHit> BOATS =
      List.of(
          new SearchHit(Document.of("d0", " boat wave sail"), 2),
          new SearchHit(Document.of("d3", " tide anchor"), 1));

  @TempDir private static Path folder;

  private FittedModel fitted;
  private final List<String> queries = new ArrayList<>();

  @BeforeAll
  void fit() {
    fitted = FittedModel.of(folder, 9);
  }

  @AfterAll
  void close() {
    fitted.close();
  }

  private Answer answer(ContextMode mode, Consumer<String> heard) {
    Retriever boats =
        (query, k) -> {
          queries.add(query + " " + k);
          return BOATS;
        };
    try (var answerer = new Answerer(fitted.base(), fitted.model(), boats, OPTIONS)) {
      return answerer.answer(" the boat", 2, mode, heard);
    }
  }

  private AnswerScore score(ContextMode mode, AnswerOptions options, List<SearchHit> found) {
    var asked =
        new QuestionContext(
            new Question(" the captain", List.of("sail storm", "boat"), List.of()), found);
    return new QaEvaluation(fitted.base(), fitted.model(), options, Progress.SILENT)
        .score(List.of(asked, asked), mode, true);
  }

  @Test
  void anAnswerIsToldWhileItIsGenerated() {
    StringBuilder heard = new StringBuilder();
    Answer answer = answer(ContextMode.PLUGIN, heard::append);
    assertThat(heard).hasToString(answer.text()).isNotEmpty();
    assertThat(answer.tokens()).isBetween(1, 8);
    assertThat(answer.secondsToFirst()).isPositive();
    assertThat(answer.documents()).isEqualTo(BOATS);
    assertThat(answer.contextTokens()).isZero();
  }

  @Test
  void onlyTextTakesContext() {
    assertThat(answer(ContextMode.TEXT_PLAIN, s -> {}).contextTokens()).isEqualTo(11);
    assertThat(answer(ContextMode.BOTH, s -> {}).contextTokens()).isEqualTo(11);
  }

  @Test
  void nothingIsSearchedWhereNothingIsNeeded() {
    queries.clear();
    assertThat(answer(ContextMode.NONE, s -> {}).documents()).isEmpty();
    assertThat(answer(ContextMode.ADAPTER, s -> {}).documents()).isEmpty();
    assertThat(queries).isEmpty();
    answer(ContextMode.PLUGIN, s -> {});
    assertThat(queries).containsExactly(" the boat 2");
  }

  @Test
  void everyContextModePredictsAnswersInItsOwnWay() {
    List<Double> nats = new ArrayList<>();
    for (ContextMode mode : ContextMode.values()) {
      AnswerScore score = score(mode, OPTIONS, BOATS);
      nats.add(score.nll());
      assertThat(score.questions()).isEqualTo(2);
      assertThat(score.answerTokens()).isEqualTo(4);
      assertThat(score.firstTokenNll() + score.laterTokensNll())
          .isCloseTo(2 * score.nll(), within(1e-6));
      assertThat(score.f1()).isBetween(0.0, 1.0);
      assertThat(score.contextTokens()).isEqualTo(mode.usesText() ? 11 : 0);
    }
    assertThat(nats).doesNotHaveDuplicates();
  }

  @Test
  void answersGeneratedTogetherAreThoseGeneratedAlone() {
    List<GenerationInput> briefings = new ArrayList<>();
    var made = new GenerationInputs(fitted.base(), fitted.model(), OPTIONS);
    for (int d = 0; d < 9; d++) {
      List<SearchHit> found = List.of(new SearchHit(Document.of("d" + d, " boat wave sail"), 1));
      briefings.add(made.of(" the boat".repeat(1 + d % 4), found, ContextMode.PLUGIN));
    }
    Adapter adapter = fitted.model().parameters().adapter();
    int most = OPTIONS.maxNewTokens();
    int[][] together =
        new BatchGeneration(fitted.base(), fitted.model(), made.prompts(), most)
            .generate(briefings, Progress.SILENT);
    try (var voice = new AnswerGeneration(fitted.base(), adapter, made.prompts(), most)) {
      for (int i = 0; i < together.length; i++) {
        assertThat(together[i]).containsExactly(voice.answer(briefings.get(i), s -> {}).ids());
      }
    }
  }

  /** Scores without a word of the query count nothing, the order of documents does. */
  @Test
  void documentsAreWeighedAsTheirRetrieverSaysUnlessTheCallerDoes() {
    List<SearchHit> wordless =
        BOATS.stream().map(hit -> new SearchHit(hit.document(), 1, QueryCoverage.NONE)).toList();
    Retriever byOrder = (query, k) -> wordless;
    Retriever byScore =
        new Retriever() {
          @Override
          public List<SearchHit> find(String query, int k) {
            return wordless;
          }

          @Override
          public DocumentWeighting defaultWeighting() {
            return DocumentWeighting.SCORES;
          }
        };
    AnswerOptions strong = OPTIONS.withScale(40);
    String order = answer(byOrder, strong);
    assertThat(order).isEqualTo(answer(byOrder, strong.withWeighting(DocumentWeighting.DECAY)));
    assertThat(answer(byScore, strong))
        .isEqualTo(answer(byOrder, strong.withWeighting(DocumentWeighting.SCORES)))
        .isNotEqualTo(order);
    assertThat(answer(byScore, strong.withWeighting(DocumentWeighting.DECAY))).isEqualTo(order);
  }

  private String answer(Retriever retriever, AnswerOptions options) {
    try (var answerer = new Answerer(fitted.base(), fitted.model(), retriever, options)) {
      return answerer.answer(" the boat", 2, ContextMode.PLUGIN, s -> {}).text();
    }
  }

  @Test
  void withoutDocumentsOrScaleAPluginIsTheSharedAdapterOnly() {
    double zero = score(ContextMode.ADAPTER, OPTIONS, BOATS).nll();
    assertThat(score(ContextMode.PLUGIN, OPTIONS, List.of()).nll()).isEqualTo(zero);
    AnswerOptions weak = OPTIONS.withWeighting(DocumentWeighting.ONES).withScale(0);
    assertThat(score(ContextMode.PLUGIN, weak, BOATS).nll()).isEqualTo(zero);
  }
}
