package topiclora.core.internal.model;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.core.Prior;
import topiclora.core.internal.forward.PromptEmbeddings;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * The vectors of texts that are no documents of the model, without a backward pass: what the
 * model's encoder expects of what the base takes the text to be about ({@link PromptEmbeddings}).
 */
public final class TextVectors {
  private TextVectors() {}

  /** n dimensions; none at all for a text without tokens. */
  public static float[] of(BaseModel base, TopicModel model, String text) {
    return of(base, model, List.of(text))[0];
  }

  /**
   * The vectors of several texts, in their order.
   *
   * @return a row of n dimensions each; an empty one for a text without tokens
   * @throws BadModel where the fit learned no encoder
   */
  public static float[][] of(BaseModel base, TopicModel model, List<String> texts) {
    requireEncoder(model);
    int most = model.options().maxTokens();
    List<int[]> tokens =
        texts.stream()
            .map(base.tokenizer()::encode)
            .map(ids -> Arrays.copyOf(ids, Math.min(ids.length, most)))
            .toList();
    float[][] vectors = new float[texts.size()][0];
    int[] read = IntStream.range(0, vectors.length).filter(i -> tokens.get(i).length > 0).toArray();
    if (read.length == 0) {
      return vectors;
    }
    List<int[]> some = Arrays.stream(read).mapToObj(tokens::get).toList();
    try (var scope = Scope.open()) {
      Tensor features = PromptEmbeddings.of(base, some, Progress.SILENT); // [D, W]
      float[][] expected = model.parameters().encoder().predict(features).toRows(); // [D, r]
      for (int i = 0; i < read.length; i++) {
        vectors[read[i]] = expected[i];
      }
    }
    return vectors;
  }

  /** Whether the fit learned an encoder, which texts' vectors are from. */
  public static boolean isPossible(TopicModel model) {
    return model.dimensions() > 0 && model.options().prior() == Prior.ENCODER;
  }

  /** Fails where the fit learned no encoder. */
  public static void requireEncoder(TopicModel model) {
    model.requireVectors();
    if (model.options().prior() != Prior.ENCODER) {
      throw new BadModel(
          "the model was fitted with the prior "
              + model.options().prior()
              + " and has no encoder, which a query's vector is from");
    }
  }
}
