package topiclora.plugin;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.Provenance;
import topiclora.adapter.LoraPair;
import topiclora.base.ModuleId;
import topiclora.model.TopicModel;
import topiclora.tensor.Tensor;

/**
 * Some documents' knowledge as one ordinary LoRA of the base, to be added to it or {@linkplain
 * PeftExport exported}.
 *
 * <p>The documents' vectors are added up ({@link topiclora.model.VectorSum}) and strengthened by
 * the gain g, and the shared part is counted once: with the form {@code down} and one document this
 * is {@code dW = U (V + A * g x)}. Tensors belong to the innermost {@link topiclora.tensor.Scope}
 * or to the model.
 *
 * @param modules the pair of each module, lowest layer first; all of one rank
 * @param documents whose vectors are in it
 * @param gain of their sum
 * @param origin of the model
 */
public record Plugin(
    SequencedMap<ModuleId, LoraPair> modules,
    List<Summand> documents,
    double gain,
    Provenance origin) {
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
   * The plugin of these documents, each counting one; without any it is the shared part alone.
   *
   * @param ids in any order; one that is named twice counts once
   * @throws IllegalArgumentException where the model has no such document, or the gain is no number
   */
  public static Plugin of(TopicModel model, List<String> ids, double gain) {
    return of(model, Summand.ones(ids), gain);
  }

  /**
   * The same with what each document counts.
   *
   * @param weights by the documents' ids
   */
  public static Plugin of(TopicModel model, Map<String, Double> weights, double gain) {
    if (!weights.isEmpty()) {
      model.requireVectors();
    }
    List<Summand> summands = Summand.of(model, weights);
    if (summands.size() > 1 && !model.learned().adapter().affine()) {
      throw new IllegalArgumentException(
          "vectors of the form %s do not add up; name one document"
              .formatted(model.options().form().kind().toString().toLowerCase(Locale.ROOT)));
    }
    float[] sum = Summand.sum(model, summands, gain);
    Tensor x = Tensor.of(sum, sum.length);
    SequencedMap<ModuleId, LoraPair> pairs = model.learned().adapter().lora(x);
    return new Plugin(pairs, summands, gain, model.provenance());
  }

  /** Numbers between the two matrices of a pair, r. */
  public int rank() {
    return modules.firstEntry().getValue().a().size(0);
  }
}
