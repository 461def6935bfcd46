package topiclora.lm.internal.gguf;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.checkpoint.EncodedMatrix;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.MappedFile;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** A GGUF file, versions 2 and 3: metadata and tensors, unpacked to floats when asked for. */
public final class Gguf implements AutoCloseable {
  private static final long LARGEST_HEAD = 1L << 30;
  private static final int NUMBERS_AT_ONCE = 1 << 18;

  private final MappedFile file;
  private final GgufMetadata metadata;
  private final Map<String, Stored> tensors;

  /** Where a tensor lies in the file. */
  private record Stored(List<Long> shape, GgmlType quantisation, long start, long blocks) {}

  private Gguf(MappedFile file, GgufMetadata metadata, Map<String, Stored> tensors) {
    this.file = file;
    this.metadata = metadata;
    this.tensors = tensors;
  }

  public static Gguf open(Path path) {
    MappedFile file = MappedFile.open(path);
    try {
      return read(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Gguf read(MappedFile file) {
    String name = file.path().getFileName().toString();
    var head = GgufHeader.read(name, file.slice(0, Math.min(file.size(), LARGEST_HEAD)));
    Map<String, Stored> tensors = new HashMap<>();
    for (GgufHeader.Entry entry : head.tensors()) {
      tensors.put(entry.name(), place(name, entry, head.dataStart(), file.size()));
    }
    return new Gguf(file, new GgufMetadata(name, head.metadata()), tensors);
  }

  public GgufMetadata metadata() {
    return metadata;
  }

  boolean has(String tensor) {
    return tensors.containsKey(tensor);
  }

  /** Lengths of a tensor, slowest dimension first. */
  long[] shape(String tensor) {
    return lengths(stored(tensor).shape);
  }

  /** The values of a tensor as float32. */
  public Tensor read(String tensor) {
    Stored stored = stored(tensor);
    Tensor values = Tensor.emptyOnHost(DType.F32, lengths(stored.shape));
    Tensor flat = values.view(values.count());
    inParts(
        stored, (at, packed, blocks) -> put(flat, at, stored.quantisation.unpack(packed, blocks)));
    return values.toDevice();
  }

  /** The codes of a matrix, where it is stored as such. */
  Optional<EncodedMatrix> coded(String tensor) {
    Stored stored = stored(tensor);
    OptionalInt bits = stored.quantisation.bits();
    if (bits.isEmpty() || stored.shape.size() != 2) {
      return Optional.empty();
    }
    long count = stored.blocks * stored.quantisation.length();
    Tensor codes = Tensor.emptyOnHost(DType.U8, count);
    Tensor scales = Tensor.emptyOnHost(DType.F32, count / QuantBlock.GROUP);
    Tensor leasts = Tensor.emptyOnHost(DType.F32, count / QuantBlock.GROUP);
    inParts(
        stored,
        (at, packed, blocks) -> {
          QuantBlock part = stored.quantisation.quants(packed, blocks);
          put(codes, at, part.quants());
          put(scales, at / QuantBlock.GROUP, part.scales());
          put(leasts, at / QuantBlock.GROUP, part.minimums());
        });
    long rows = stored.shape.getFirst();
    return Optional.of(
        new EncodedMatrix(
            codes.view(rows, -1), scales.view(rows, -1), leasts.view(rows, -1), bits.getAsInt()));
  }

  /** Takes some blocks of a tensor, the first of whose numbers is number {@code at}. */
  private interface Part {
    void take(long at, byte[] packed, int blocks);
  }

  private void inParts(Stored stored, Part part) {
    GgmlType quantisation = stored.quantisation;
    int step = NUMBERS_AT_ONCE / quantisation.length();
    LongStream.iterate(0, first -> first < stored.blocks, first -> first + step)
        .parallel()
        .forEach(
            first -> {
              int blocks = (int) Math.min(step, stored.blocks - first);
              byte[] packed = new byte[blocks * quantisation.bytes()];
              file.slice(stored.start + first * quantisation.bytes(), packed.length).get(packed);
              part.take(first * quantisation.length(), packed, blocks);
            });
  }

  private static void put(Tensor flat, long at, float[] values) {
    try (var scope = Scope.open()) {
      flat.narrow(0, at, values.length).buffer().asFloatBuffer().put(values);
    }
  }

  private static void put(Tensor flat, long at, byte[] values) {
    try (var scope = Scope.open()) {
      flat.narrow(0, at, values.length).buffer().put(values);
    }
  }

  private static long[] lengths(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  private Stored stored(String tensor) {
    Stored stored = tensors.get(tensor);
    if (stored == null) {
      throw new TopicLoraException.BadBase(
          file.path().getFileName() + " has no tensor " + tensor + "; not a whole language model?");
    }
    return stored;
  }

  private static Stored place(String file, GgufHeader.Entry entry, long dataStart, long size) {
    String name = file + ": " + entry.name();
    GgmlType quantisation = GgmlType.of(entry.quantisation(), name);
    List<Long> shape = entry.shape();
    long count = 1;
    for (long length : shape) {
      if (length < 1 || count > Long.MAX_VALUE / 8 / length) {
        throw new TopicLoraException.BadBase(name + " has the absurd shape " + shape);
      }
      count *= length;
    }
    if (shape.get(shape.size() - 1) % quantisation.length() != 0) {
      throw new TopicLoraException.BadBase(
          name
              + " has the shape "
              + shape
              + ", which blocks of "
              + quantisation.length()
              + " do not fill");
    }
    long blocks = count / quantisation.length();
    long room = size - dataStart - entry.offset();
    if (entry.offset() < 0 || room < 0 || blocks > room / quantisation.bytes()) {
      throw new TopicLoraException.BadBase(
          name + " reaches beyond the end of the file; the download was cut short?");
    }
    return new Stored(shape, quantisation, dataStart + entry.offset(), blocks);
  }

  @Override
  public void close() {
    file.close();
  }
}
