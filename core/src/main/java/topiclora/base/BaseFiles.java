package topiclora.base;

import java.nio.file.Path;
import java.util.List;
import topiclora.tensor.Tensor;

/** A base model in its files, whatever their format. */
sealed interface BaseFiles extends AutoCloseable permits GgufBase {
  BaseConfig config();

  /** As a person would call it. */
  String name();

  boolean has(Part part);

  /**
   * The part as float32 or as stored, in Hugging Face's order of rows, checked against {@code
   * shape}.
   */
  Tensor read(Part part, long... shape);

  /** By which each of the d/2 rotary frequencies is divided. */
  float[] ropeFactors();

  Tokenizer tokenizer();

  /** The files that hold the weights, in their order. */
  List<Path> files();

  @Override
  void close();
}
