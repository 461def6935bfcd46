package topiclora;

import topiclora.core.DocumentVectors;
import topiclora.core.internal.model.DocumentCompletion;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.internal.Notices;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;

/** Document completion of a corpus. */
final class Evaluating {
  private Evaluating() {}

  static EvaluationResult of(
      BaseModel base, TopicModel model, Corpus corpus, DocumentVectors vectors, Progress progress) {
    TokenizedCorpus tokenized = TokenizedCorpus.of(base, corpus, model.options());
    Notices.of(progress, tokenized.corpusSummary(), tokenized.tooShort());
    DocumentCompletion measured = DocumentCompletion.of(base, model, tokenized, vectors, progress);
    return new EvaluationResult(
        Results.word(vectors),
        measured.nll(),
        HeldOutResult.perplexity(measured.nll()),
        measured.tokens(),
        measured.documents().stream()
            .map(d -> new EvaluationResult.DocumentNll(d.id(), d.nll(), d.tokens()))
            .toList());
  }
}
