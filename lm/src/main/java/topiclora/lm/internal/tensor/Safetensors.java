package topiclora.lm.internal.tensor;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import topiclora.lm.internal.io.AtomicFile;
import topiclora.lm.internal.io.JsonMapping;

/**
 * Named tensors in a file of the safetensors format, mapped and copied out one at a time.
 *
 * <p>Tensors read belong to the innermost open {@link Scope}. Safe for several threads.
 *
 * <pre>{@code
 * Safetensors.write(path, Map.of("x", x), Map.of("rank", "16"));
 * try (var file = Safetensors.open(path); var scope = Scope.open()) {
 *   return file.tensor("x").toRows();
 * }
 * }</pre>
 */
public final class Safetensors implements AutoCloseable {
  static final JsonMapper JSON =
      JsonMapping.PLAIN.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final MappedFile file;
  private final SafetensorsHeader header;

  private Safetensors(MappedFile file, SafetensorsHeader header) {
    this.file = file;
    this.header = header;
  }

  /** A file that is no safetensors file, or not whole; the message says why. */
  public static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    Damaged(Path path, String what) {
      super(path.getFileName() + " " + what);
    }
  }

  public static Safetensors open(Path path) throws Damaged {
    MappedFile file = MappedFile.open(path);
    try {
      return new Safetensors(file, SafetensorsHeader.read(file));
    } catch (Damaged | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** What the writer noted beside the tensors. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /** Names of the tensors, sorted. */
  public Set<String> names() {
    return header.entries().keySet();
  }

  /** Lengths of a tensor's dimensions. */
  public long[] shape(String name) {
    return entry(name).lengths();
  }

  /** The type that a tensor is stored in; empty where it is none of ours. */
  public Optional<DType> type(String name) {
    return DType.named(entry(name).type());
  }

  /** A copy of the tensor, in the type that it is stored in. */
  public Tensor tensor(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    DType type = type(name).orElseThrow(() -> unknown(name, entry.type()));
    Tensor tensor = Tensor.emptyOnHost(type, entry.lengths());
    long bytes = entry.end() - entry.begin();
    if (bytes > 0) {
      copy(entry.begin(), tensor.view(-1));
    }
    return tensor.toDevice();
  }

  private IllegalArgumentException unknown(String name, String type) {
    return new IllegalArgumentException(
        name + " in " + file.path() + " is " + type + "; F32, F16, BF16, I64 and U8 are read");
  }

  private void copy(long begin, Tensor flat) {
    int width = flat.type().bytes();
    long step = (1L << 30) / width;
    for (long at = 0; at < flat.count(); at += step) {
      Tensor part = flat.narrow(0, at, Math.min(step, flat.count() - at));
      part.buffer().put(file.slice(begin + at * width, part.count() * width));
    }
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new IllegalArgumentException("no tensor " + name + " in " + file.path());
    }
    return entry;
  }

  @Override
  public void close() {
    file.close();
  }

  /**
   * Writes {@code tensors} and {@code metadata}; {@code path} is replaced as a whole, or, where
   * anything fails, left as it was. The same tensors give the same bytes.
   */
  public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    List<Map.Entry<String, Tensor>> order = new ArrayList<>(tensors.entrySet());
    // The widest type first keeps every tensor aligned to its own width.
    order.sort(
        Comparator.<Map.Entry<String, Tensor>>comparingInt(e -> -e.getValue().type().bytes())
            .thenComparing(Map.Entry::getKey));
    ByteBuffer head = head(order, metadata);
    AtomicFile.write(
        path,
        out -> {
          out.write(head);
          for (Map.Entry<String, Tensor> entry : order) {
            write(entry.getValue(), out);
          }
        });
  }

  private static void write(Tensor tensor, AtomicFile.Sink out) throws IOException {
    try (var scope = Scope.open()) {
      Tensor flat = tensor.contiguous().toHost().view(-1);
      long step = (1L << 30) / flat.type().bytes();
      for (long at = 0; at < flat.count(); at += step) {
        out.write(flat.narrow(0, at, Math.min(step, flat.count() - at)).buffer());
      }
    }
  }

  private static ByteBuffer head(
      List<Map.Entry<String, Tensor>> order, Map<String, String> metadata) {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode notes = root.putObject("__metadata__");
      metadata.entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(e -> notes.put(e.getKey(), e.getValue()));
    }
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : order) {
      Tensor tensor = entry.getValue();
      long end = offset + tensor.count() * tensor.type().bytes();
      ObjectNode node = root.putObject(entry.getKey()).put("dtype", tensor.type().name());
      for (long length : tensor.shape()) {
        node.withArray("shape").add(length);
      }
      node.withArray("shape");
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return SafetensorsHeader.framed(root.toString().getBytes(StandardCharsets.UTF_8));
  }
}
