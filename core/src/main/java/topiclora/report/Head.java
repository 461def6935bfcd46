package topiclora.report;

import java.util.Locale;
import topiclora.Provenance;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;

/**
 * Where a report comes from, and what the model is worth on text that its fit has not seen.
 *
 * @param name of the model
 * @param version of TopicLoRA that made the report
 * @param fitted when the model was, ISO-8601
 * @param base name of the base model
 * @param form of the adapter
 * @param numbers of a document's vector
 * @param seed of the fit
 * @param corpusSha256 of the documents as they were read
 * @param documents in the model
 * @param heldOutTokens that the three losses are over; where 0, those are NaN
 * @param own nats per token with each document's own vector
 * @param zero with the shared part alone
 * @param other with another document's vector
 */
public record Head(
    String name,
    String version,
    String fitted,
    String base,
    String form,
    int numbers,
    long seed,
    String corpusSha256,
    int documents,
    long heldOutTokens,
    double own,
    double zero,
    double other) {

  static Head of(String name, TopicModel model) {
    Provenance from = model.provenance();
    long tokens = model.documents().stream().mapToLong(DocumentVector::heldOutTokens).sum();
    return new Head(
        name,
        Provenance.VERSION,
        from.created(),
        from.base(),
        model.options().form().kind().name().toLowerCase(Locale.ROOT),
        model.numbers(),
        model.options().seed(),
        from.corpusSha256(),
        model.documents().size(),
        tokens,
        model.documents().stream().mapToDouble(DocumentVector::ownNats).sum() / tokens,
        model.documents().stream().mapToDouble(DocumentVector::zeroNats).sum() / tokens,
        model.documents().stream().mapToDouble(DocumentVector::otherNats).sum() / tokens);
  }
}
