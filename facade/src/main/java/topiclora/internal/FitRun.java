package topiclora.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import topiclora.core.LearningOptions;
import topiclora.core.TextUnit;
import topiclora.core.internal.fit.Checkpoint;
import topiclora.core.internal.fit.FitInputs;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.TextIndex;
import topiclora.plugins.internal.training.PluginFit;

/**
 * A fit from a corpus to a model on the disk. Its work lies beside the model until that is saved: a
 * fit that was stopped, or that failed, goes on where it was.
 *
 * @param learning what is fitted
 * @param questions of meta-training; without any, cloze questions are generated
 * @param shared a model whose shared adapter is taken as it is; null to learn one
 * @param vectors whether the documents get vectors, or only serve meta-training
 * @param folder of the model, and its work
 * @param restart whether earlier work is thrown away
 */
public record FitRun(
    LearningOptions learning,
    List<Question> questions,
    @Nullable TopicModel shared,
    boolean vectors,
    FitFolder folder,
    boolean restart) {

  /** Fits and saves; on the thread that computes. */
  public TopicModel run(BaseModel base, Corpus corpus, Progress progress) {
    try (var alone = folder.lock()) {
      folder.requireFree();
      TokenizedCorpus tokenized = TokenizedCorpus.of(base, corpus, learning);
      Notices.of(progress, tokenized.corpusSummary(), tokenized.tooShort());
      return fitAndSave(base, corpus, tokenized, progress);
    }
  }

  private TopicModel fitAndSave(
      BaseModel base, Corpus corpus, TokenizedCorpus tokenized, Progress progress) {
    FitInputs inputs = FitInputs.of(base, tokenized.corpusSummary(), learning).with(questions);
    Checkpoint work = Checkpoint.open(folder.work(), inputs, !restart);
    try {
      TopicModel model = fit(base, corpus, tokenized, work, progress);
      if (model.documents().isEmpty()) {
        model.save(folder.model());
      } else {
        model.save(folder.model(), TextIndex.writer(corpus, tokenized));
      }
      work.discard();
      return TopicModel.load(folder.model()); // which knows where its texts are
    } catch (BadCorpus | IllegalArgumentException e) {
      if (work.isEmpty()) { // refused before it began: nobody would go on with it
        work.discard();
      }
      throw e;
    }
  }

  private TopicModel fit(
      BaseModel base,
      Corpus corpus,
      TokenizedCorpus tokenized,
      Checkpoint work,
      Progress progress) {
    if (shared != null) {
      shared.requireBase(base);
      return TopicModel.foldedIn(
          base, tokenized, learning, shared.parameters(), shared.epochs(), progress);
    }
    if (learning.textUnit() == TextUnit.WINDOWS) {
      return TopicModel.fit(base, tokenized, learning, work, progress);
    }
    List<Question> asked = questions.isEmpty() ? PluginFit.clozeQuestions(corpus) : questions;
    long start = System.nanoTime();
    Parameters learned = PluginFit.metaTrain(base, tokenized, asked, learning, work, progress);
    if (!vectors) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return TopicModel.sharedOnly(base, tokenized, learning, learned, seconds);
    }
    return TopicModel.foldedIn(base, tokenized, learning, learned, List.of(), progress);
  }
}
