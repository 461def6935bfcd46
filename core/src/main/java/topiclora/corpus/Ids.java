package topiclora.corpus;

import java.nio.ByteBuffer;
import topiclora.lm.internal.io.Sha256;

/**
 * The ids seen so far and their lines, in 32 to 64 bytes each however long they are.
 *
 * <p>An id is known by the first 64 bits of its SHA-256: among ten million ids the chance that two
 * different ones are taken for the same is one in 370,000.
 */
final class Ids {
  static final long NEW = -1;

  private long[] keys = new long[1024];
  private long[] lines = new long[1024];
  private int size;

  /** The line where the id was seen before, or {@link #NEW}. */
  long add(String id, long line) {
    long key = key(id);
    int slot = slot(keys, key);
    if (keys[slot] == key) {
      return lines[slot];
    }
    keys[slot] = key;
    lines[slot] = line;
    size++;
    if (size > keys.length / 2) {
      grow();
    }
    return NEW;
  }

  private void grow() {
    long[] wider = new long[keys.length * 2];
    long[] widerLines = new long[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int slot = slot(wider, keys[i]);
        wider[slot] = keys[i];
        widerLines[slot] = lines[i];
      }
    }
    keys = wider;
    lines = widerLines;
  }

  private static int slot(long[] keys, long key) {
    int slot = (int) key & (keys.length - 1);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & (keys.length - 1);
    }
    return slot;
  }

  private static long key(String id) {
    long key = ByteBuffer.wrap(Sha256.of(id)).getLong();
    return key == 0 ? 1 : key; // 0 marks a free slot
  }
}
