package topiclora.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import topiclora.adapter.Adapter;
import topiclora.adapter.Sharing;
import topiclora.model.TopicModel;
import topiclora.tensor.DType;
import topiclora.tensor.Tensor;

/**
 * The shared part of a model and each number of its vectors as an adapter of its own, for programs
 * that take a scale with every request: {@code dW(x) = shared + sum_k x_k component_k}.
 *
 * <p>They are the same for all documents, which differ in their scales alone. The shared part
 * counts once. Tensors belong to the innermost {@link topiclora.tensor.Scope} or to the model.
 *
 * @param shared the adapter of x = 0, whose scale is 1
 * @param each rank one, in the order of x; the modules' weights are in them
 * @param documents whose vectors the scales are the sum of
 * @param gain of that sum
 * @param scales one a component
 */
public record Components(
    Plugin shared, List<Plugin> each, List<Summand> documents, double gain, List<Float> scales) {
  public Components {
    each = List.copyOf(each);
    documents = List.copyOf(documents);
    scales = List.copyOf(scales);
  }

  /**
   * The components of a model, with the scales of these documents, each counting one.
   *
   * @throws IllegalArgumentException where the model has no such document, the gain is no number,
   *     or one scale could not reach all modules
   */
  public static Components of(TopicModel model, List<String> ids, double gain) {
    return of(model, Summand.ones(ids), gain);
  }

  /**
   * The same with what each document counts.
   *
   * @param weights by the documents' ids
   */
  public static Components of(TopicModel model, Map<String, Double> weights, double gain) {
    model.requireVectors();
    requireOneScale(model);
    Adapter adapter = model.learned().adapter();
    Plugin shared =
        new Plugin(
            adapter.lora(Tensor.zeros(DType.F32, model.numbers())),
            List.of(),
            1,
            model.provenance());
    List<Plugin> each = new ArrayList<>();
    for (int k = 0; k < model.numbers(); k++) {
      each.add(new Plugin(adapter.component(k), List.of(), 1, model.provenance()));
    }
    List<Summand> summands = Summand.of(model, weights);
    List<Float> scales = new ArrayList<>();
    for (float scale : Summand.sum(model, summands, gain)) {
      scales.add(scale);
    }
    return new Components(shared, each, summands, gain, scales);
  }

  private static void requireOneScale(TopicModel model) {
    Adapter adapter = model.learned().adapter();
    if (!adapter.affine()) {
      throw new IllegalArgumentException(
          "x is no scale of components in the form %s; the forms down and up have them"
              .formatted(model.options().form().kind().toString().toLowerCase(Locale.ROOT)));
    }
    if (adapter.sharing() == Sharing.MODULE) {
      throw new IllegalArgumentException(
          "each of %d modules has an x of its own, which no scale of one adapter can be; models of --share all or weighted have components"
              .formatted(adapter.modules().size()));
    }
  }
}
