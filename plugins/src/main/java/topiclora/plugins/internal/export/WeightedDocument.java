package topiclora.plugins.internal.export;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.model.VectorSum;

/**
 * A document in a sum of vectors.
 *
 * @param weight what its vector counts, before the scale of the sum
 */
public record WeightedDocument(DocumentVector document, double weight) {

  /** These documents, each once and counting one. */
  static SequencedMap<String, Double> equalWeights(List<String> ids) {
    return ids.stream()
        .collect(toMap(Function.identity(), id -> 1.0, (one, again) -> one, LinkedHashMap::new));
  }

  static List<WeightedDocument> of(TopicModel model, Map<String, Double> weights) {
    return weights.entrySet().stream()
        .map(entry -> new WeightedDocument(model.require(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** Writes {@code sumScale} and {@code documents}, as every export has them; ids are untrusted. */
  static void describe(ObjectNode json, List<WeightedDocument> summands, double sumScale) {
    json.put("sumScale", sumScale);
    ArrayNode documents = json.putArray("documents");
    for (WeightedDocument one : summands) {
      documents
          .addObject()
          .put("id", one.document().id())
          .put("title", one.document().title())
          .put("weight", one.weight());
    }
  }

  /** The sum of them, times a scale. */
  static float[] sum(TopicModel model, List<WeightedDocument> summands, double sumScale) {
    if (!Double.isFinite(sumScale)) {
      throw new IllegalArgumentException(
          "scale is " + sumScale + ", wanted a number such as 1 or 0.5");
    }
    return new VectorSum(model.documents(), model.dimensions())
        .of(
            summands.stream().map(summand -> summand.document().vector()).toList(),
            summands.stream().mapToDouble(WeightedDocument::weight).toArray(),
            sumScale);
  }
}
