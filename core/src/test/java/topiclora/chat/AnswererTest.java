package topiclora.chat;

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
import topiclora.Document;
import topiclora.Progress;
import topiclora.adapter.Adapter;
import topiclora.chat.PluginSum.Weighting;
import topiclora.corpus.Question;
import topiclora.model.FittedModel;
import topiclora.plugin.Found;
import topiclora.plugin.Retriever;

/** Answers and their measure, on a tiny model that was really fitted. */
@TestInstance(Lifecycle.PER_CLASS)
final class AnswererTest {
  private static final AnswerOptions OPTIONS = AnswerOptions.defaults().withAnswerTokens(8);
  private static final List<Found> BOATS =
      List.of(
          new Found(Document.of("d0", " boat wave sail"), 2),
          new Found(Document.of("d3", " tide anchor"), 1));

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

  private Answer answer(Knowledge knowledge, Consumer<String> heard) {
    Retriever boats =
        (query, k) -> {
          queries.add(query + " " + k);
          return BOATS;
        };
    try (var answerer = new Answerer(fitted.base(), fitted.model(), boats, OPTIONS)) {
      return answerer.answer(" the boat", 2, knowledge, heard);
    }
  }

  private AnswerScore score(Knowledge knowledge, AnswerOptions options, List<Found> found) {
    var asked =
        new Asked(new Question(" the captain", List.of("sail storm", "boat"), List.of()), found);
    return new Examination(fitted.base(), fitted.model(), options, Progress.SILENT)
        .score(List.of(asked, asked), knowledge, true);
  }

  @Test
  void anAnswerIsHeardAsItIsWritten() {
    StringBuilder heard = new StringBuilder();
    Answer answer = answer(Knowledge.PLUGIN, heard::append);
    assertThat(heard).hasToString(answer.text()).isNotEmpty();
    assertThat(answer.tokens()).isBetween(1, 8);
    assertThat(answer.secondsToFirst()).isPositive();
    assertThat(answer.found()).isEqualTo(BOATS);
    assertThat(answer.contextTokens()).isZero();
  }

  @Test
  void onlyTextTakesContext() {
    assertThat(answer(Knowledge.RAG, s -> {}).contextTokens()).isEqualTo(11);
    assertThat(answer(Knowledge.BOTH, s -> {}).contextTokens()).isEqualTo(11);
  }

  @Test
  void nothingIsSearchedWhereNothingIsNeeded() {
    queries.clear();
    assertThat(answer(Knowledge.NONE, s -> {}).found()).isEmpty();
    assertThat(answer(Knowledge.ZERO, s -> {}).found()).isEmpty();
    assertThat(queries).isEmpty();
    answer(Knowledge.PLUGIN, s -> {});
    assertThat(queries).containsExactly(" the boat 2");
  }

  @Test
  void everyWayOfKnowingForetellsAnswersInItsOwnWay() {
    List<Double> nats = new ArrayList<>();
    for (Knowledge knowledge : Knowledge.values()) {
      AnswerScore score = score(knowledge, OPTIONS, BOATS);
      nats.add(score.nats());
      assertThat(score.questions()).isEqualTo(2);
      assertThat(score.tokens()).isEqualTo(4);
      assertThat(score.first() + score.rest()).isCloseTo(2 * score.nats(), within(1e-6));
      assertThat(score.f1()).isBetween(0.0, 1.0);
      assertThat(score.contextTokens()).isEqualTo(knowledge.usesText() ? 11 : 0);
    }
    assertThat(nats).doesNotHaveDuplicates();
  }

  @Test
  void answersWrittenTogetherAreThoseWrittenAlone() {
    List<Briefing> briefings = new ArrayList<>();
    var made = new Briefings(fitted.base(), fitted.model(), OPTIONS);
    for (int d = 0; d < 9; d++) {
      List<Found> found = List.of(new Found(Document.of("d" + d, " boat wave sail"), 1));
      briefings.add(made.of(" the boat".repeat(1 + d % 4), found, Knowledge.PLUGIN));
    }
    Adapter adapter = fitted.model().learned().adapter();
    int most = OPTIONS.answerTokens();
    int[][] together =
        new Chorus(fitted.base(), fitted.model(), made.prompts(), most)
            .answers(briefings, Progress.SILENT);
    try (var voice = new Voice(fitted.base(), adapter, made.prompts(), most)) {
      for (int i = 0; i < together.length; i++) {
        assertThat(together[i]).containsExactly(voice.answer(briefings.get(i), s -> {}).ids());
      }
    }
  }

  @Test
  void withoutDocumentsOrStrengthAPluginIsTheSharedPartAlone() {
    double zero = score(Knowledge.ZERO, OPTIONS, BOATS).nats();
    assertThat(score(Knowledge.PLUGIN, OPTIONS, List.of()).nats()).isEqualTo(zero);
    AnswerOptions weak = OPTIONS.withSum(new PluginSum(Weighting.ONES, 0));
    assertThat(score(Knowledge.PLUGIN, weak, BOATS).nats()).isEqualTo(zero);
  }
}
