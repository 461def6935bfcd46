package topiclora.lm.internal.gguf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import topiclora.lm.TopicLoraException;

/** Reads the head of a GGUF file, trusting no length or count that the file states. */
public final class GgufHeader {
  private static final int MAGIC = 0x46554747; // "GGUF"
  private static final int LARGEST_RANK = 4;

  private final String file;
  private final ByteBuffer in;

  /** A tensor as the head describes it; the offset counts from the end of the head. */
  record Entry(String name, List<Long> shape, int quantisation, long offset) {}

  /** What the head says, and where the data starts. */
  public record Head(Map<String, Object> metadata, List<Entry> tensors, long dataStart) {}

  private GgufHeader(String file, ByteBuffer in) {
    this.file = file;
    this.in = in;
  }

  public static Head read(String file, ByteBuffer in) {
    try {
      return new GgufHeader(file, in).head();
    } catch (BufferUnderflowException e) {
      throw new TopicLoraException.BadBase(
          file + " ends inside its head; the download was cut short?");
    }
  }

  private Head head() {
    int magic = in.getInt();
    if (magic != MAGIC) {
      throw bad("starts with %08x, not with GGUF; another kind of file?".formatted(magic));
    }
    int version = in.getInt();
    if (version != 2 && version != 3) {
      throw bad("is GGUF version " + version + "; versions 2 and 3 are read");
    }
    long tensorCount = count(in.getLong(), 24, "tensors");
    long valueCount = count(in.getLong(), 13, "metadata values");
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (long i = 0; i < valueCount; i++) {
      String key = text();
      metadata.put(key, value(in.getInt(), key));
    }
    List<Entry> tensors = new ArrayList<>();
    for (long i = 0; i < tensorCount; i++) {
      tensors.add(entry());
    }
    long alignment = alignment(metadata);
    return new Head(metadata, tensors, (in.position() + alignment - 1) / alignment * alignment);
  }

  private Entry entry() {
    String name = text();
    int rank = in.getInt();
    if (rank < 1 || rank > LARGEST_RANK) {
      throw bad(name + " has " + rank + " dimensions, GGUF allows 1 to 4");
    }
    List<Long> shape = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      shape.add(0, in.getLong()); // GGUF counts from the fastest dimension, we from the slowest
    }
    return new Entry(name, shape, in.getInt(), in.getLong());
  }

  private Object value(int type, String key) {
    return switch (type) {
      case 0 -> Byte.toUnsignedInt(in.get());
      case 1 -> (int) in.get();
      case 2 -> Short.toUnsignedInt(in.getShort());
      case 3 -> (int) in.getShort();
      case 4 -> Integer.toUnsignedLong(in.getInt());
      case 5 -> in.getInt();
      case 6 -> in.getFloat();
      case 7 -> in.get() != 0;
      case 8 -> text();
      case 9 -> list(key);
      case 10, 11 -> in.getLong();
      case 12 -> in.getDouble();
      default -> throw bad(key + " has value type " + type + ", GGUF knows 0 to 12");
    };
  }

  private List<Object> list(String key) {
    int type = in.getInt();
    if (type == 9) {
      throw bad(key + " is a list of lists, which GGUF does not use");
    }
    long length = count(in.getLong(), type == 8 ? 8 : 1, "entries of " + key);
    List<Object> list = new ArrayList<>();
    for (long i = 0; i < length; i++) {
      list.add(value(type, key));
    }
    return list;
  }

  private String text() {
    byte[] bytes = new byte[(int) count(in.getLong(), 1, "bytes of a text")];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A stated count, checked against what the rest of the file can hold. */
  private long count(long stated, int leastBytes, String what) {
    if (stated < 0 || stated > in.remaining() / leastBytes) {
      throw bad(
          "states "
              + Long.toUnsignedString(stated)
              + " "
              + what
              + ", more than its remaining "
              + in.remaining()
              + " bytes hold; damaged or cut short?");
    }
    return stated;
  }

  private long alignment(Map<String, Object> metadata) {
    long alignment =
        metadata.getOrDefault("general.alignment", 32L) instanceof Number n ? n.longValue() : 0;
    if (alignment < 1 || alignment > 1 << 20 || Long.bitCount(alignment) != 1) {
      throw bad("aligns tensors to " + alignment + " bytes, not to a power of two");
    }
    return alignment;
  }

  private TopicLoraException.BadBase bad(String what) {
    return new TopicLoraException.BadBase(file + " " + what);
  }
}
