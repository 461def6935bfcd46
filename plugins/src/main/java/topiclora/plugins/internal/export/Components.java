package topiclora.plugins.internal.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import topiclora.core.Sharing;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The shared adapter of a model and each dimension of its vectors as an adapter of its own, for
 * programs that take a scale with every request: {@code dW(x) = shared + sum_k x_k component_k}.
 *
 * <p>They are the same for all documents, which differ in their scales alone. The shared adapter
 * counts once. Tensors belong to the innermost {@link topiclora.lm.internal.tensor.Scope} or to the
 * model.
 *
 * @param shared the adapter of x = 0, whose scale is 1
 * @param components rank one, in the order of x; the modules' weights are in them
 * @param documents whose vectors the scales are the sum of
 * @param sumScale of that sum, which is in the components' scales already
 * @param componentScales one a component, the documents' dimensions
 */
public record Components(
    Plugin shared,
    List<Plugin> components,
    List<WeightedDocument> documents,
    double sumScale,
    List<Float> componentScales) {
  public Components {
    components = List.copyOf(components);
    documents = List.copyOf(documents);
    componentScales = List.copyOf(componentScales);
  }

  /**
   * The components of a model, with the scales of these documents, each counting one.
   *
   * @throws IllegalArgumentException where the model has no such document, the scale is no number,
   *     or one scale could not reach all modules
   */
  public static Components of(TopicModel model, List<String> ids, double sumScale) {
    return of(model, WeightedDocument.equalWeights(ids), sumScale);
  }

  /**
   * The same with what each document counts.
   *
   * @param weights by the documents' ids
   */
  public static Components of(TopicModel model, Map<String, Double> weights, double sumScale) {
    model.requireVectors();
    requireOneScale(model);
    Adapter adapter = model.parameters().adapter();
    Plugin shared =
        new Plugin(
            adapter.lora(Tensor.zeros(DType.F32, model.dimensions())),
            List.of(),
            1,
            model.provenance());
    List<Plugin> each = new ArrayList<>();
    for (int k = 0; k < model.dimensions(); k++) {
      each.add(new Plugin(adapter.component(k), List.of(), 1, model.provenance()));
    }
    List<WeightedDocument> summands = WeightedDocument.of(model, weights);
    List<Float> scales = new ArrayList<>();
    for (float scale : WeightedDocument.sum(model, summands, sumScale)) {
      scales.add(scale);
    }
    return new Components(shared, each, summands, sumScale, scales);
  }

  private static void requireOneScale(TopicModel model) {
    Adapter adapter = model.parameters().adapter();
    if (!adapter.isAffine()) {
      throw new IllegalArgumentException(
          "modulate is %s, and dimensions are scales of components with down or up only"
              .formatted(
                  model.options().modulation().modulate().toString().toLowerCase(Locale.ROOT)));
    }
    if (adapter.sharing() == Sharing.MODULE) {
      throw new IllegalArgumentException(
          "each of %d modules has an x of its own, which no scale of one adapter can be; models with vector sharing ALL or WEIGHTED have components"
              .formatted(adapter.modules().size()));
    }
  }
}
