package topiclora.lm.internal.checkpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import topiclora.lm.internal.tensor.Tensor;
import topiclora.lm.internal.tokenizer.Tokenizer;

/** A base model in its files, whatever their format. */
public interface BaseFiles extends AutoCloseable {
  BaseConfig config();

  /** As a person would call it. */
  String name();

  boolean has(TensorName name);

  /** The tensor in a floating type, in Hugging Face's order of rows, of exactly this shape. */
  Tensor read(TensorName name, long... shape);

  /** The same of a matrix that is stored in codes; in the same order and shape. */
  Optional<EncodedMatrix> coded(TensorName name, long out, long in);

  /** By which each of the d/2 rotary frequencies is divided. */
  float[] ropeFactors();

  /** Whether the embedding is the output too. */
  boolean tied();

  Tokenizer tokenizer();

  /** The source of the chat template. */
  Optional<String> chatTemplate();

  /** The files that hold the weights, in their order. */
  List<Path> files();

  @Override
  void close();
}
