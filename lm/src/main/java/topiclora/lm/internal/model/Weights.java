package topiclora.lm.internal.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.checkpoint.BaseFiles;
import topiclora.lm.internal.checkpoint.EncodedMatrix;
import topiclora.lm.internal.checkpoint.TensorName;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.FourBit;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** The tensors of a base model in the type to compute in; they live until this is closed. */
final class Weights implements AutoCloseable {
  private final BaseFiles files;
  private final DType type;
  private final List<Tensor> read = new ArrayList<>();
  private final List<FourBit> packed = new ArrayList<>();

  Weights(BaseFiles files, DType type) {
    this.files = files;
    this.type = type;
  }

  BaseConfig config() {
    return files.config();
  }

  boolean has(TensorName name) {
    return files.has(name);
  }

  Tensor read(TensorName name, long... shape) {
    try (var scope = Scope.open()) {
      Tensor tensor = scope.detach(files.read(name, shape).to(type).contiguous());
      read.add(tensor);
      return tensor;
    }
  }

  /** The matrix as its file holds it, for products with few rows, where it holds it in codes. */
  Optional<FourBit> packed(TensorName name, int out, int in) {
    if (!FourBit.takes(out, in)) {
      return Optional.empty();
    }
    try (var scope = Scope.open()) {
      Optional<FourBit> four = files.coded(name, out, in).map(EncodedMatrix::packed);
      four.ifPresent(packed::add);
      return four;
    }
  }

  /** Takes {@code weight + delta} into its care, in the type to compute in. */
  Tensor sum(Tensor weight, Tensor delta) {
    try (var scope = Scope.open()) {
      Tensor exact = weight.to(DType.F32).add(delta.to(DType.F32));
      Tensor tensor = scope.detach(exact.to(type));
      read.add(tensor);
      return tensor;
    }
  }

  @Override
  public void close() {
    read.forEach(Tensor::free);
    packed.forEach(FourBit::free);
  }
}
