package topiclora.core.internal.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import topiclora.core.Provenance;
import topiclora.core.VectorShape;
import topiclora.core.internal.adapter.Adapter;
import topiclora.core.internal.adapter.Down;
import topiclora.core.internal.adapter.Modulation;
import topiclora.core.internal.fit.Parameters;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.SampleModel;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.LinearKind;
import topiclora.lm.internal.checkpoint.ModuleId;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.TinyBase;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Safetensors;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The tiny base with weights of which it is known what they do: a word of a subject lies along the
 * subject's own axis and is predicted by it, attention adds nothing, and the MLP's hidden units are
 * the same positive number everywhere, so that an adapter of its down map acts alike after any
 * text.
 */
final class SubjectBase {
  /** Axes of the residual stream: one for each subject, and one that is the same everywhere. */
  private static final int CONSTANT = 15;

  private static final int OTHERS = 3; // the first axis of what tells single words apart

  private SubjectBase() {}

  static BaseModel open(Path folder) {
    TinyBase.open(folder).close();
    Path file = folder.resolve("model.safetensors");
    Map<String, Tensor> weights = new LinkedHashMap<>();
    try (var scope = Scope.open()) {
      try (var found = Safetensors.open(file)) {
        for (String name : found.names()) {
          weights.put(name, planted(name, found.tensor(name)));
        }
      }
      Safetensors.write(file, weights, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return BaseModel.open(folder, DType.F32);
  }

  /**
   * A model of this base: component k writes into the axis of subject k, after any text, and
   * document d has x at its own subject, {@code d % 3}.
   */
  static TopicModel model(BaseModel base, int documents) {
    int subjects = TinyBase.SUBJECTS.size();
    int in = base.config().in(LinearKind.DOWN);
    int out = base.config().out(LinearKind.DOWN);
    float[] u = new float[out * subjects];
    for (int k = 0; k < subjects; k++) {
      u[k * subjects + k] = 1;
    }
    float[] a = new float[subjects * in];
    Arrays.fill(a, 1);
    List<DocumentVector> vectors = new ArrayList<>();
    for (int d = 0; d < documents; d++) {
      float[] x = new float[subjects];
      x[d % subjects] = 2 + 0.1f * d;
      x[(d + 1) % subjects] = -1;
      vectors.add(SampleModel.document("d" + d, 5, x));
    }
    TopicModel sample = SampleModel.of(vectors);
    SequencedMap<ModuleId, Modulation> modules = new LinkedHashMap<>();
    modules.put(
        new ModuleId(1, LinearKind.DOWN),
        new Down(
            Tensor.of(u, out, subjects),
            Tensor.zeros(DType.F32, subjects, in),
            Tensor.of(a, subjects, in),
            VectorShape.RANK,
            false));
    Parameters p = sample.parameters();
    return new TopicModel(
        sample.options(),
        new Provenance(
            "0.1.0", "2026-11-24T00:00:00Z", base.name(), base.sha256(), "", documents, "any", 1),
        new Parameters(new Adapter(modules), p.x(), p.fisher(), p.precision(), p.encoder()),
        sample.documents(),
        sample.epochs());
  }

  private static Tensor planted(String name, Tensor weight) {
    if (name.endsWith("embed_tokens.weight")) {
      return embeddings(weight.size(0), weight.size(1));
    }
    if (name.endsWith("o_proj.weight") || name.endsWith("down_proj.weight")) {
      return weight.mul(0);
    }
    if (name.endsWith("gate_proj.weight") || name.endsWith("up_proj.weight")) {
      float[] constant = new float[weight.size(0) * weight.size(1)];
      for (int unit = 0; unit < weight.size(0); unit++) {
        constant[unit * weight.size(1) + CONSTANT] = 1;
      }
      return Tensor.of(constant, weight.size(0), weight.size(1));
    }
    return weight.copy();
  }

  /**
   * Letters come first, which no text is likely to go on with, then subjects, then common words.
   */
  private static Tensor embeddings(int tokens, int width) {
    Random random = new Random(5);
    int each = TinyBase.SUBJECTS.getFirst().size();
    int first = tokens - (TinyBase.SUBJECTS.size() + 1) * each; // as many words are common
    float[] rows = new float[tokens * width];
    for (int token = first; token < tokens; token++) {
      int subject = (token - first) / each;
      rows[token * width + CONSTANT] = 1;
      if (subject < TinyBase.SUBJECTS.size()) {
        rows[token * width + subject] = 1;
        for (int axis = OTHERS; axis < CONSTANT; axis++) {
          rows[token * width + axis] = (float) (0.1 * random.nextGaussian());
        }
      }
    }
    return Tensor.of(rows, tokens, width);
  }
}
