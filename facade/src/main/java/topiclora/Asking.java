package topiclora;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import topiclora.AskResult.ScoredDocument;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.MetadataFilter;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Question;
import topiclora.internal.Engine;
import topiclora.lm.internal.math.EvenSample;
import topiclora.plugins.ContextMode;
import topiclora.plugins.internal.answer.Answer;
import topiclora.plugins.internal.answer.AnswerOptions;
import topiclora.plugins.internal.answer.Answerer;
import topiclora.plugins.internal.evaluate.AnswerScore;
import topiclora.plugins.internal.evaluate.QaComparison;
import topiclora.plugins.internal.evaluate.QaScores;
import topiclora.plugins.internal.evaluate.QaSetup;
import topiclora.plugins.internal.retrieve.KeptTexts;
import topiclora.plugins.internal.retrieve.Retriever;
import topiclora.plugins.internal.retrieve.Retrievers;
import topiclora.plugins.internal.retrieve.SearchHit;

/**
 * Questions to a model. What the last question was answered with is kept for the next of the same
 * kind, since adding vectors to the weights takes as long as some tokens.
 */
final class Asking {
  private final Engine engine;
  private final Path folder;
  private @Nullable Kept kept; // on the thread that computes alone

  Asking(Engine engine, Path folder) {
    this.engine = engine;
    this.folder = folder;
  }

  /** An answerer, what it is of, and the texts that it reads. */
  private record Kept(TopicModel model, AskOptions options, KeptTexts texts, Answerer answerer) {
    void close() {
      answerer.close();
      texts.close();
    }
  }

  AskResult ask(TopicModel model, String question, AskOptions options, Consumer<String> heard) {
    if (question.isBlank()) {
      throw new IllegalArgumentException("the question is empty");
    }
    options.ids().forEach(model::require); // before a base is opened
    return engine.run(
        () -> {
          Answer answer =
              answerer(model, options).answer(question, most(options), options.context(), heard);
          return new AskResult(
              answer.text(),
              Results.word(options.context()),
              answer.documents().stream().map(hit -> scored(hit, options)).toList(),
              answer.contextTokens(),
              answer.truncatedTokens(),
              answer.tokens(),
              answer.secondsToFirst(),
              answer.tokensPerSecond());
        });
  }

  private static int most(AskOptions options) {
    return options.ids().isEmpty() ? options.k() : options.ids().size();
  }

  private static ScoredDocument scored(SearchHit hit, AskOptions options) {
    return new ScoredDocument(
        hit.document().id(),
        hit.document().title(),
        options.ids().isEmpty() ? (Double) hit.score() : null);
  }

  /** That of the last question, where it serves this one too. */
  private Answerer answerer(TopicModel model, AskOptions options) {
    AskOptions same = options.withContext(ContextMode.PLUGIN); // which an answerer serves all
    Kept last = kept;
    if (last != null && last.model == model && last.options.equals(same)) {
      return last.answerer;
    }
    close();
    KeptTexts texts = KeptTexts.of(folder);
    try {
      Retriever retriever = retriever(model, options, texts); // may fail before a base is opened
      var answerer = new Answerer(engine.base(), model, retriever, answers(options));
      kept = new Kept(model, same, texts, answerer);
      return answerer;
    } catch (RuntimeException e) {
      texts.close();
      throw e;
    }
  }

  private Retriever retriever(TopicModel model, AskOptions options, KeptTexts texts) {
    if (!options.ids().isEmpty()) {
      List<DocumentVector> named = options.ids().stream().map(model::require).toList();
      List<SearchHit> hits =
          texts.documents(named, texts.areKept()).stream()
              .map(document -> new SearchHit(document, 1))
              .toList();
      return (query, k) -> hits;
    }
    if (!texts.areKept() && !options.context().usesDocuments()) {
      return (query, k) -> List.of();
    }
    return new Retrievers(texts.index(), model, MetadataFilter.of(options.where()), engine::base)
        .of(options.retriever());
  }

  private static AnswerOptions answers(AskOptions options) {
    return AnswerOptions.defaults()
        .withFormat(options.format())
        .withMaxContextTokens(options.maxContextTokens())
        .withMaxNewTokens(options.maxNewTokens())
        .withWeighting(options.weights())
        .withScale(options.scale());
  }

  QaResult evaluate(TopicModel model, List<Question> questions, QaOptions options) {
    AskOptions ask = options.ask();
    var setup =
        new QaSetup(
            options.documentsFrom(),
            ask.retriever(),
            MetadataFilter.of(ask.where()),
            ask.k(),
            options.distractors(),
            options.contexts(),
            options.shuffled(),
            options.generate(),
            answers(ask));
    List<Question> some =
        options.maxQuestions() == 0 ? questions : EvenSample.of(questions, options.maxQuestions());
    return engine.run(
        () -> {
          try (KeptTexts texts = KeptTexts.of(folder)) {
            QaScores scores =
                new QaComparison(model, texts, engine::base, setup, engine.progress()).of(some);
            if (scores.leftOut() > 0) {
              engine
                  .progress()
                  .notice(
                      "left out: %d questions on no document of the model"
                          .formatted(scores.leftOut()));
            }
            return result(scores);
          }
        });
  }

  private static QaResult result(QaScores scores) {
    SequencedMap<String, AnswerScore> named = new LinkedHashMap<>();
    scores.scores().forEach((mode, score) -> named.put(Results.word(mode), score));
    if (scores.shuffled() != null) {
      named.put("shuffled", scores.shuffled());
    }
    Map<String, Map<Integer, Double>> recallAt = new LinkedHashMap<>();
    scores.recallAt().forEach((kind, recall) -> recallAt.put(Results.word(kind), recall.atK()));
    return new QaResult(
        named.entrySet().stream().map(e -> score(e.getKey(), e.getValue())).toList(),
        scores.recovered(),
        recallAt);
  }

  private static QaResult.QaScore score(String context, AnswerScore score) {
    return new QaResult.QaScore(
        context,
        score.nll(),
        HeldOutResult.perplexity(score.nll()),
        score.firstTokenNll(),
        score.laterTokensNll(),
        score.firstTokenAccuracy(),
        score.f1(),
        score.exactMatch(),
        score.questions(),
        score.answerTokens(),
        score.contextTokens(),
        score.truncatedTokens(),
        score.recall());
  }

  /** Forgets the answerer: its model has changed, or is closed. */
  void forget() {
    engine.release(this::close);
  }

  private void close() {
    Kept last = kept;
    kept = null;
    if (last != null) {
      last.close();
    }
  }
}
