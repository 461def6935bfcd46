package topiclora.lm.internal.tensor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The head of a safetensors file, trusting no length or offset that the file states.
 *
 * <p>Eight bytes of length, JSON, then the tensors without gaps.
 */
record SafetensorsHeader(SortedMap<String, Entry> entries, Map<String, String> metadata) {
  /** The limit of the format's own reader. */
  private static final long LARGEST = 100_000_000;

  /** A tensor; offsets count from the start of the file. */
  record Entry(String type, List<Long> shape, long begin, long end) {
    long[] lengths() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }
  }

  /** The head's JSON with its length before it, padded so that the tensors are aligned. */
  static ByteBuffer framed(byte[] json) {
    int length = (json.length + 7) / 8 * 8;
    ByteBuffer framed = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    framed.putLong(length).put(json);
    while (framed.hasRemaining()) {
      framed.put((byte) ' ');
    }
    return framed.flip();
  }

  static SafetensorsHeader read(MappedFile file) throws Safetensors.Damaged {
    if (file.size() < 8) {
      throw new Safetensors.Damaged(file.path(), "is too short for a safetensors file");
    }
    long length = file.slice(0, 8).getLong();
    if (length < 2 || length > Math.min(LARGEST, file.size() - 8)) {
      throw new Safetensors.Damaged(
          file.path(),
          "states a head of %s bytes, the file has %d; not safetensors, or cut short?"
              .formatted(Long.toUnsignedString(length), file.size()));
    }
    return new Parser(file.path(), 8 + length, file.size()).parse(file.slice(8, length));
  }

  /** Reads the JSON of one file. */
  private record Parser(Path path, long dataStart, long size) {
    SafetensorsHeader parse(ByteBuffer text) throws Safetensors.Damaged {
      SortedMap<String, Entry> entries = new TreeMap<>();
      Map<String, String> metadata = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> field : json(text).properties()) {
        if (field.getKey().equals("__metadata__")) {
          field
              .getValue()
              .properties()
              .forEach(e -> metadata.put(e.getKey(), e.getValue().asText()));
        } else {
          entries.put(field.getKey(), entry(field.getKey(), field.getValue()));
        }
      }
      requireNoGaps(entries);
      return new SafetensorsHeader(
          Collections.unmodifiableSortedMap(entries), Collections.unmodifiableMap(metadata));
    }

    private JsonNode json(ByteBuffer text) throws Safetensors.Damaged {
      try {
        return Safetensors.JSON.readTree(StandardCharsets.UTF_8.decode(text).toString());
      } catch (JsonProcessingException e) {
        throw bad("has a head that is no JSON: " + e.getOriginalMessage());
      }
    }

    private Entry entry(String name, JsonNode node) throws Safetensors.Damaged {
      JsonNode offsets = node.path("data_offsets");
      if (!node.path("dtype").isTextual() || !node.path("shape").isArray() || offsets.size() != 2) {
        throw bad("describes " + name + " without dtype, shape and two data_offsets");
      }
      long begin = whole(name, offsets.get(0));
      long end = whole(name, offsets.get(1));
      if (begin > end || end > size - dataStart) {
        throw bad(
            "places %s at bytes %d to %d of the %d that it has; cut short?"
                .formatted(name, begin, end, size - dataStart));
      }
      String type = node.path("dtype").asText();
      List<Long> shape = new ArrayList<>();
      for (JsonNode length : node.path("shape")) {
        shape.add(whole(name, length));
      }
      requireFill(name, type, shape, end - begin);
      return new Entry(type, List.copyOf(shape), dataStart + begin, dataStart + end);
    }

    private long whole(String name, JsonNode number) throws Safetensors.Damaged {
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.asLong() < 0) {
        throw bad("describes " + name + " with the number " + number);
      }
      return number.asLong();
    }

    /** Types that we do not read are left to whoever asks for them. */
    private void requireFill(String name, String type, List<Long> shape, long bytes)
        throws Safetensors.Damaged {
      Optional<DType> known = DType.named(type);
      if (known.isPresent() && bytes(shape, known.get().bytes()) != bytes) {
        throw bad("gives %s %s%s %d bytes; a damaged file?".formatted(name, type, shape, bytes));
      }
    }

    private static long bytes(List<Long> shape, long width) {
      long bytes = width;
      for (long length : shape) {
        long high = Math.multiplyHigh(bytes, length);
        bytes *= length;
        if (high != 0 || bytes < 0) {
          return -1;
        }
      }
      return bytes;
    }

    private void requireNoGaps(SortedMap<String, Entry> entries) throws Safetensors.Damaged {
      List<Entry> inOrder = new ArrayList<>(entries.values());
      inOrder.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      long at = dataStart;
      for (Entry entry : inOrder) {
        if (entry.begin != at) {
          throw bad(
              "has tensors that %s at byte %d; a damaged file?"
                  .formatted(entry.begin < at ? "overlap" : "leave a gap", entry.begin));
        }
        at = entry.end;
      }
      if (at != size) {
        throw bad("has %d bytes after its last tensor; a damaged file?".formatted(size - at));
      }
    }

    private Safetensors.Damaged bad(String what) {
      return new Safetensors.Damaged(path, what);
    }
  }
}
