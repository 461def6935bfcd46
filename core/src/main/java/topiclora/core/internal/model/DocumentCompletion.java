package topiclora.core.internal.model;

import java.util.ArrayList;
import java.util.List;
import topiclora.core.DocumentVectors;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.HeldOutEvaluation;
import topiclora.core.internal.fit.HeldOutEvaluation.VectorChoice;
import topiclora.core.internal.windows.Windows;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Document completion: how well held-out windows are predicted with one vector or another.
 *
 * @param documents in the order of the corpus; those with nothing held out are not in it
 * @param nll nats per token over all of them, lower is better
 * @param tokens that were predicted
 */
public record DocumentCompletion(List<Score> documents, double nll, long tokens) {

  /**
   * One document.
   *
   * @param nll nats per token
   */
  public record Score(String id, double nll, long tokens) {}

  public DocumentCompletion {
    documents = List.copyOf(documents);
  }

  /**
   * Scores every document of {@code catalogue}, which must be cut with the model's own options.
   *
   * @throws TopicLoraException.BadCorpus where OWN or SHUFFLED is asked of documents that are not
   *     in the model
   */
  public static DocumentCompletion of(
      BaseModel base,
      TopicModel model,
      TokenizedCorpus catalogue,
      DocumentVectors vector,
      Progress progress) {
    model.requireBase(base);
    Windows windows = catalogue.windows();
    VectorChoice choice =
        switch (vector) {
          case OWN -> VectorChoice.own(held(model, catalogue));
          case ZERO -> VectorChoice.sharedOnly(model.dimensions());
          case SHUFFLED -> VectorChoice.shuffled(held(model, catalogue));
          case FOLD_IN ->
              VectorChoice.own(
                  FoldIn.vectors(base, windows, model.parameters(), model.options(), progress));
        };
    double[] nats =
        HeldOutEvaluation.nll(base, windows, model.parameters(), List.of(choice), progress)[0];
    return scores(catalogue.documents(), nats, HeldOutEvaluation.tokens(windows));
  }

  private static DocumentCompletion scores(List<Document> documents, double[] nats, long[] tokens) {
    List<Score> scores = new ArrayList<>();
    double sum = 0;
    long all = 0;
    for (int d = 0; d < nats.length; d++) {
      if (tokens[d] > 0) {
        scores.add(new Score(documents.get(d).id(), nats[d] / tokens[d], tokens[d]));
        sum += nats[d];
        all += tokens[d];
      }
    }
    if (all == 0) {
      throw new TopicLoraException.BadCorpus(
          "no document is long enough to have a window held out; wanted three windows or more");
    }
    return new DocumentCompletion(scores, sum / all, all);
  }

  private static Tensor held(TopicModel model, TokenizedCorpus catalogue) {
    int rank = model.dimensions();
    List<Document> documents = catalogue.documents();
    float[] x = new float[documents.size() * rank];
    for (int d = 0; d < documents.size(); d++) {
      String id = documents.get(d).id();
      float[] own =
          model
              .document(id)
              .orElseThrow(
                  () ->
                      new TopicLoraException.BadCorpus(
                          "document '" + id + "' is not in the model; its vector can be folded in"))
              .vector();
      System.arraycopy(own, 0, x, d * rank, rank);
    }
    return Tensor.of(x, documents.size(), rank);
  }
}
