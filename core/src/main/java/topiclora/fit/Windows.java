package topiclora.fit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import topiclora.tensor.Tensor;

/**
 * A corpus cut into short windows of tokens, some of each document held out.
 *
 * <p>Window i has {@code length[i]} tokens of document {@code owner[i]}, padded behind to C.
 * Windows of a document follow each other. Which are held out depends on the document's id and the
 * seed alone, so that a later run over the same document finds the same ones.
 *
 * @param size C
 * @param documents D
 * @param tokens ids, {@code [N * C]}
 */
public record Windows(
    int size, int documents, int[] tokens, int[] length, int[] owner, boolean[] held) {
  /** One window in this many is held out. */
  private static final int HELD_EVERY = 6;

  /** A window shorter than this predicts too little to be worth its padding. */
  static final int SHORTEST = 4;

  /** Collects documents in their order. */
  public static final class Builder {
    private final int size;
    private final int maxTokens;
    private final long seed;
    private int documents;
    private int count;
    private int[] tokens = new int[1 << 16];
    private int[] length = new int[1 << 12];
    private int[] owner = new int[1 << 12];
    private boolean[] held = new boolean[1 << 12];

    public Builder(int size, int maxTokens, long seed) {
      this.size = size;
      this.maxTokens = maxTokens;
      this.seed = seed;
    }

    /** Adds a document, unless it is too short to have a window: then this is false. */
    public boolean add(String id, int[] ids) {
      int used = Math.min(ids.length, maxTokens);
      int windows = used / size + (used % size >= SHORTEST ? 1 : 0);
      if (windows == 0) {
        return false;
      }
      int phase = phase(id);
      for (int j = 0; j < windows; j++) {
        boolean out =
            windows >= HELD_EVERY ? (j + phase) % HELD_EVERY == 0 : isOnlyHeld(j, windows, phase);
        append(ids, j * size, Math.min(size, used - j * size), out);
      }
      documents++;
      return true;
    }

    private static boolean isOnlyHeld(int j, int windows, int phase) {
      return windows >= 3 && j == phase % windows;
    }

    private int phase(String id) {
      CRC32 hash = new CRC32();
      hash.update((seed + " " + id).getBytes(StandardCharsets.UTF_8));
      return (int) (hash.getValue() % 720720); // divisible by every number up to 16
    }

    private void append(int[] ids, int from, int tokensHere, boolean out) {
      if (count == owner.length) {
        length = Arrays.copyOf(length, count * 2);
        owner = Arrays.copyOf(owner, count * 2);
        held = Arrays.copyOf(held, count * 2);
      }
      if ((count + 1) * size > tokens.length) {
        tokens = Arrays.copyOf(tokens, Math.max(tokens.length * 2, (count + 1) * size));
      }
      System.arraycopy(ids, from, tokens, count * size, tokensHere);
      length[count] = tokensHere;
      owner[count] = documents;
      held[count] = out;
      count++;
    }

    public Windows build() {
      return new Windows(
          size,
          documents,
          Arrays.copyOf(tokens, count * size),
          Arrays.copyOf(length, count),
          Arrays.copyOf(owner, count),
          Arrays.copyOf(held, count));
    }
  }

  /** N. */
  public int count() {
    return owner.length;
  }

  /** The numbers of the windows that are, or are not, held out. */
  public int[] rows(boolean out) {
    int[] rows = new int[count()];
    int n = 0;
    for (int i = 0; i < rows.length; i++) {
      if (held[i] == out) {
        rows[n++] = i;
      }
    }
    return Arrays.copyOf(rows, n);
  }

  /** Training windows of each document. */
  public int[] trainingCounts() {
    int[] counts = new int[documents];
    for (int i = 0; i < count(); i++) {
      if (!held[i]) {
        counts[owner[i]]++;
      }
    }
    return counts;
  }

  /** Token ids of some windows, {@code [B, C]}. */
  public Tensor ids(int[] rows) {
    int[] ids = new int[rows.length * size];
    for (int b = 0; b < rows.length; b++) {
      System.arraycopy(tokens, rows[b] * size, ids, b * size, size);
    }
    return Tensor.of(ids, rows.length, size);
  }

  /** The documents of some windows, {@code [B]}. */
  public int[] owners(int[] rows) {
    return Arrays.stream(rows).map(row -> owner[row]).toArray();
  }

  /** Tokens that are predicted: all but the first of each window. */
  public long targets(int[] rows) {
    return Arrays.stream(rows).mapToLong(row -> length[row] - 1).sum();
  }
}
