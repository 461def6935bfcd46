package topiclora.plugin;

import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import topiclora.model.DocumentVector;
import topiclora.model.TopicModel;
import topiclora.model.VectorSum;

/**
 * A document in a sum of vectors.
 *
 * @param weight what its vector counts, before the gain
 */
public record Summand(DocumentVector document, double weight) {

  /** These documents, each once and counting one. */
  static SequencedMap<String, Double> ones(List<String> ids) {
    return ids.stream()
        .collect(toMap(Function.identity(), id -> 1.0, (one, again) -> one, LinkedHashMap::new));
  }

  static List<Summand> of(TopicModel model, Map<String, Double> weights) {
    return weights.entrySet().stream()
        .map(entry -> new Summand(model.require(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** The sum of them, the gain on all of it. */
  static float[] sum(TopicModel model, List<Summand> summands, double gain) {
    if (!Double.isFinite(gain)) {
      throw new IllegalArgumentException("gain is " + gain + ", wanted a number such as 1 or 0.5");
    }
    float[] sum =
        new VectorSum(model.documents(), model.numbers())
            .of(
                summands.stream().map(summand -> summand.document().x()).toList(),
                summands.stream().mapToDouble(Summand::weight).toArray());
    for (int k = 0; k < sum.length; k++) {
      sum[k] *= (float) gain;
    }
    return sum;
  }
}
