package topiclora.base;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import topiclora.tensor.DType;
import topiclora.tensor.FourBit;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

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

  boolean has(Part part) {
    return files.has(part);
  }

  Tensor read(Part part, long... shape) {
    try (var scope = Scope.open()) {
      Tensor tensor = scope.detach(files.read(part, shape).to(type).contiguous());
      read.add(tensor);
      return tensor;
    }
  }

  /** The matrix as its file holds it, for products with few rows, where it holds it in codes. */
  Optional<FourBit> packed(Part part, int out, int in) {
    if (!FourBit.takes(out, in)) {
      return Optional.empty();
    }
    try (var scope = Scope.open()) {
      Optional<FourBit> four = files.coded(part, out, in).map(CodedMatrix::packed);
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
