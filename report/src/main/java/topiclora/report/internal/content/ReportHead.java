package topiclora.report.internal.content;

import java.util.Locale;
import topiclora.core.Provenance;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;

/**
 * Where a report comes from, and how well it predicts text that its fit has not seen.
 *
 * @param name of the model
 * @param version of TopicLoRA that made the report
 * @param fitted when the model was, ISO-8601
 * @param base name of the base model
 * @param modulate which factor of the adapter the vectors modulate
 * @param dimensions of a document's vector
 * @param seed of the fit
 * @param corpusSha256 of the documents as they were read
 * @param documents in the model
 * @param heldOutTokens that the three NLLs are means over; where 0, those are NaN
 * @param ownNll NLL with each document's own vector, nats per token, lower is better
 * @param sharedNll with the shared adapter only
 * @param shuffledNll with shuffled vectors, a control
 */
public record ReportHead(
    String name,
    String version,
    String fitted,
    String base,
    String modulate,
    int dimensions,
    long seed,
    String corpusSha256,
    int documents,
    long heldOutTokens,
    double ownNll,
    double sharedNll,
    double shuffledNll) {

  public static ReportHead of(String name, TopicModel model) {
    Provenance from = model.provenance();
    long tokens = model.documents().stream().mapToLong(DocumentVector::heldOutTokens).sum();
    return new ReportHead(
        name,
        Provenance.VERSION,
        from.created(),
        from.base(),
        model.options().modulation().modulate().name().toLowerCase(Locale.ROOT),
        model.dimensions(),
        model.options().seed(),
        from.corpusSha256(),
        model.documents().size(),
        tokens,
        model.documents().stream().mapToDouble(DocumentVector::ownNll).sum() / tokens,
        model.documents().stream().mapToDouble(DocumentVector::sharedNll).sum() / tokens,
        model.documents().stream().mapToDouble(DocumentVector::shuffledNll).sum() / tokens);
  }
}
