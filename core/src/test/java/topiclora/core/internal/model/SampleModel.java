package topiclora.core.internal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import topiclora.core.LearningOptions;
import topiclora.core.Provenance;
import topiclora.core.internal.fit.FitResult;
import topiclora.core.internal.fit.Parameters;
import topiclora.lm.internal.tensor.Tensor;

/** Models made by hand, for tests that fit nothing. */
public final class SampleModel {
  private SampleModel() {}

  /** A document with this vector, learned from so many windows. */
  public static DocumentVector document(String id, int windows, float... x) {
    return new DocumentVector(id, null, null, Map.of(), x, windows, 7, 20, 21, 22);
  }

  /** A model of these documents, with a shared adapter of no meaning. */
  public static TopicModel of(List<DocumentVector> documents) {
    int rank = documents.getFirst().vector().length;
    float[] x = new float[documents.size() * rank];
    for (int d = 0; d < documents.size(); d++) {
      System.arraycopy(documents.get(d).vector(), 0, x, d * rank, rank);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("1.down.U", Tensor.of(new float[4 * rank], 4, rank));
    tensors.put("1.down.V", Tensor.of(new float[rank * 3], rank, 3));
    tensors.put("1.down.A", Tensor.of(new float[rank * 3], rank, 3));
    tensors.put("x", Tensor.of(x, documents.size(), rank));
    tensors.put("fisher", Tensor.of(new float[rank * rank], 1, rank, rank));
    tensors.put("precision", Tensor.of(new float[rank], rank));
    tensors.put("encoder.weight", Tensor.of(new float[4 * rank], 4, rank));
    tensors.put("encoder.intercept", Tensor.of(new float[rank], rank));
    tensors.put("encoder.mean", Tensor.of(new float[4], 4));
    tensors.put("encoder.deviation", Tensor.of(new float[4], 4));
    LearningOptions options = LearningOptions.topics().toBuilder().rank(rank).build();
    return new TopicModel(
        options,
        new Provenance(
            "0.1.0",
            "2026-11-24T00:00:00Z",
            "tiny",
            "0".repeat(64),
            "1".repeat(64),
            documents.size(),
            "AVX2, F32, 1 threads",
            1.5),
        Parameters.of(tensors, options),
        documents,
        List.of(new FitResult.Epoch(5, 5)));
  }
}
