package topiclora.plugin;

import java.util.Arrays;
import topiclora.TopicLoraException.BadModel;
import topiclora.base.BaseModel;
import topiclora.fit.MeanHidden;
import topiclora.fit.Prior;
import topiclora.fit.Windows;
import topiclora.model.TopicModel;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * The vector of a text that is no document of the model, without a backward pass: what the model's
 * encoder expects of the mean state that enters the first modulated layer.
 *
 * <p>The text is cut into windows as in the fit, and every token of it counts.
 */
final class QueryVector {
  private QueryVector() {}

  /** r numbers; none at all for a text without tokens. */
  static float[] of(BaseModel base, TopicModel model, String text) {
    int[] tokens = base.tokenizer().encode(text);
    if (tokens.length == 0) {
      return new float[0];
    }
    int used = Math.min(tokens.length, model.options().maxTokens());
    Windows windows = windows(Arrays.copyOf(tokens, used), model.options().window());
    float[][] mean = MeanHidden.of(base, windows, model.learned().adapter().firstLayer());
    try (var scope = Scope.open()) {
      Tensor features = Tensor.of(mean[0], 1, mean[0].length); // [1, W]
      return model.learned().encoder().expected(features).toFloats(); // [1, r]
    }
  }

  /** Fails where the fit learned no encoder. */
  static void requireEncoder(TopicModel model) {
    model.requireVectors();
    if (model.options().prior() != Prior.ENCODER) {
      throw new BadModel(
          "the model was fitted with the prior "
              + model.options().prior()
              + " and has no encoder, which a query's vector is from");
    }
  }

  /** Nothing held out, and no end too short: it is the same document all through. */
  private static Windows windows(int[] tokens, int size) {
    int count = (tokens.length + size - 1) / size;
    int[] length = new int[count];
    for (int i = 0; i < count; i++) {
      length[i] = Math.min(size, tokens.length - i * size);
    }
    int[] padded = Arrays.copyOf(tokens, count * size);
    int[] first = new int[count];
    Arrays.fill(first, 1);
    return new Windows(size, 1, padded, length, first, new int[count], new boolean[count]);
  }
}
