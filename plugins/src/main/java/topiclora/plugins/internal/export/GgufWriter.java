package topiclora.plugins.internal.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/** A GGUF file in the making, version 3: texts, numbers and float32 tensors, in their order. */
final class GgufWriter {
  private static final int VERSION = 3;
  private static final int ALIGNMENT = 32;
  private static final int FLOAT = 6; // types of a value
  private static final int STRING = 8;
  private static final int F32 = 0; // type of a tensor

  private final LittleEndian values = new LittleEndian();
  private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
  private int count;

  private static final class LittleEndian {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    void putInt(int value) {
      bytes.writeBytes(ordered(Integer.BYTES).putInt(value).array());
    }

    void putLong(long value) {
      bytes.writeBytes(ordered(Long.BYTES).putLong(value).array());
    }

    void putText(String value) {
      byte[] encoded = value.getBytes(UTF_8);
      putLong(encoded.length);
      bytes.writeBytes(encoded);
    }

    private static ByteBuffer ordered(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  void text(String key, String value) {
    values.putText(key);
    values.putInt(STRING);
    values.putText(value);
    count++;
  }

  void number(String key, float value) {
    values.putText(key);
    values.putInt(FLOAT);
    values.putInt(Float.floatToIntBits(value));
    count++;
  }

  void tensor(String name, Tensor floats) {
    tensors.put(name, floats);
  }

  /** Makes the file, which must not be there. */
  void write(Path path) throws IOException {
    try (var file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      put(file, ByteBuffer.wrap(head()));
      for (Tensor tensor : tensors.values()) {
        file.position(aligned(file.position()));
        try (var scope = Scope.open()) {
          put(file, tensor.contiguous().toHost().buffer());
        }
      }
      pad(file);
    }
  }

  /** A file that ended before its last block's padding would not be whole to every reader. */
  private static void pad(FileChannel file) throws IOException {
    int missing = (int) (aligned(file.position()) - file.position());
    put(file, ByteBuffer.allocate(missing));
  }

  private byte[] head() {
    LittleEndian head = new LittleEndian();
    head.bytes.writeBytes("GGUF".getBytes(UTF_8));
    head.putInt(VERSION);
    head.putLong(tensors.size());
    head.putLong(count);
    head.bytes.writeBytes(values.bytes.toByteArray());
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      long[] shape = entry.getValue().shape();
      head.putText(entry.getKey());
      head.putInt(shape.length);
      for (int i = shape.length - 1; i >= 0; i--) { // GGUF counts from the fastest dimension
        head.putLong(shape[i]);
      }
      head.putInt(F32);
      head.putLong(offset);
      offset = aligned(offset + entry.getValue().count() * Float.BYTES);
    }
    return head.bytes.toByteArray();
  }

  private static long aligned(long position) {
    return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  private static void put(FileChannel file, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }
}
