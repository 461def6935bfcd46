package topiclora;

import java.util.List;

/**
 * Document completion: how well held-out windows are predicted.
 *
 * @param documentVectors whose vectors they were predicted with
 * @param nll mean over all tokens, nats per token, lower is better
 * @param perplexity exp(nll)
 * @param tokens that were predicted
 * @param documents that had a window held out
 */
public record EvaluationResult(
    String documentVectors,
    double nll,
    double perplexity,
    long tokens,
    List<DocumentNll> documents) {
  public EvaluationResult {
    documents = List.copyOf(documents);
  }

  /** One document: its NLL in nats per token. */
  public record DocumentNll(String id, double nll, long tokens) {}
}
