package topiclora.plugins.internal.export;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.core.Provenance;
import topiclora.core.internal.adapter.LoraPair;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.tensor.Tensor;

/**
 * Some documents' vectors as one ordinary LoRA of the base, to be added to it or {@linkplain
 * PeftExport exported}.
 *
 * <p>The documents' vectors are added up ({@link topiclora.core.internal.model.VectorSum}) and
 * scaled by s, and the shared adapter is counted once: with the form {@code down} and one document
 * this is {@code dW = U (V + A * s x)}. Tensors belong to the innermost {@link
 * topiclora.lm.internal.tensor.Scope} or to the model.
 *
 * @param modules the pair of each module, lowest layer first; all of one rank
 * @param documents whose vectors are in it
 * @param scale of their sum
 * @param provenance of the model
 */
public record Plugin(
    SequencedMap<ModuleId, LoraPair> modules,
    List<WeightedDocument> documents,
    double scale,
    Provenance provenance) {
  public Plugin {
    documents = List.copyOf(documents);
    if (modules.isEmpty()) {
      throw new IllegalArgumentException("a plugin needs at least one module");
    }
    int rank = modules.firstEntry().getValue().a().size(0);
    modules.forEach(
        (id, pair) -> {
          if (pair.a().size(0) != rank || pair.b().size(1) != rank) {
            throw new IllegalArgumentException(
                id + " is " + pair + "; wanted the rank of the others, " + rank);
          }
        });
  }

  /**
   * The plugin of these documents, each counting one; without any it is the shared adapter only.
   *
   * @param ids in any order; one that is named twice counts once
   * @throws IllegalArgumentException where the model has no such document, or the scale is no
   *     number
   */
  public static Plugin of(TopicModel model, List<String> ids, double scale) {
    return of(model, WeightedDocument.equalWeights(ids), scale);
  }

  /**
   * The same with what each document counts.
   *
   * @param weights by the documents' ids
   */
  public static Plugin of(TopicModel model, Map<String, Double> weights, double scale) {
    if (!weights.isEmpty()) {
      model.requireVectors();
    }
    List<WeightedDocument> summands = WeightedDocument.of(model, weights);
    if (summands.size() > 1 && !model.parameters().adapter().isAffine()) {
      throw new IllegalArgumentException(
          "modulate is %s, whose vectors do not add up; name one document"
              .formatted(
                  model.options().modulation().modulate().toString().toLowerCase(Locale.ROOT)));
    }
    float[] sum = WeightedDocument.sum(model, summands, scale);
    Tensor x = Tensor.of(sum, sum.length);
    SequencedMap<ModuleId, LoraPair> pairs = model.parameters().adapter().lora(x);
    return new Plugin(pairs, summands, scale, model.provenance());
  }

  /** The rank r of every pair. */
  public int rank() {
    return modules.firstEntry().getValue().a().size(0);
  }
}
