package topiclora.core.internal.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import topiclora.core.DocumentVectors;
import topiclora.core.internal.fit.FoldIn;
import topiclora.core.internal.fit.HeldOut;
import topiclora.core.internal.fit.HeldOut.Candidate;
import topiclora.core.internal.windows.Windows;
import topiclora.corpus.Document;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Document completion: how well held-out windows are foretold with one vector or another.
 *
 * @param documents in the order of the corpus; those with nothing held out are not in it
 * @param nll nats per token over all of them
 * @param tokens that were foretold
 */
public record DocumentCompletion(List<Score> documents, double nll, long tokens) {

  /**
   * One document.
   *
   * @param nll per token
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
    Candidate candidate =
        switch (vector) {
          case OWN -> Candidate.own(held(model, catalogue));
          case ZERO -> Candidate.sharedOnly(model.dimensions());
          case SHUFFLED -> Candidate.shuffled(held(model, catalogue));
          case FOLD_IN ->
              Candidate.own(
                  FoldIn.vectors(base, windows, model.parameters(), model.options(), progress));
        };
    double[] nats = HeldOut.nll(base, windows, model.parameters(), List.of(candidate), progress)[0];
    return scores(catalogue.documents(), nats, HeldOut.tokens(windows));
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
    float[] x = new float[catalogue.documents().size() * rank];
    Map<String, float[]> known = new HashMap<>();
    model.documents().forEach(document -> known.put(document.id(), document.vector()));
    for (int d = 0; d < catalogue.documents().size(); d++) {
      String id = catalogue.documents().get(d).id();
      float[] own = known.get(id);
      if (own == null) {
        throw new TopicLoraException.BadCorpus(
            "document '" + id + "' is not in the model; score it with --x foldin");
      }
      System.arraycopy(own, 0, x, d * rank, rank);
    }
    return Tensor.of(x, catalogue.documents().size(), rank);
  }
}
