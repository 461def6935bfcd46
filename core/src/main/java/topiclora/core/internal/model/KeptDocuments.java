package topiclora.core.internal.model;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The documents of a model but for some.
 *
 * @param documents in the order of the model
 * @param x their vectors, {@code [D, n]}
 */
record KeptDocuments(List<DocumentVector> documents, Tensor x) {
  static KeptDocuments of(TopicModel model, Set<String> removed) {
    List<DocumentVector> all = model.documents();
    Tensor x = model.parameters().x();
    int[] kept =
        IntStream.range(0, all.size()).filter(d -> !removed.contains(all.get(d).id())).toArray();
    if (kept.length == all.size()) {
      return new KeptDocuments(all, x);
    }
    Tensor rows = Tensor.zeros(DType.F32, kept.length, x.size(1)); // of no scope, as a model's are
    if (kept.length > 0) {
      try (var scope = Scope.open()) {
        rows.copyInPlace(x.select(0, Tensor.indices(kept)));
      }
    }
    return new KeptDocuments(IntStream.of(kept).mapToObj(all::get).toList(), rows);
  }
}
