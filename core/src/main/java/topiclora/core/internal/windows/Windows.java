package topiclora.core.internal.windows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import topiclora.lm.internal.tensor.Tensor;

/**
 * A corpus cut into short windows of tokens, some of each document held out.
 *
 * <p>Window i has {@code length[i]} tokens, padded behind to C: the start token, where the base
 * knows one, and then text of document {@code owner[i]}. Attention parks on the first position of
 * what it reads, and a word that stood there would be read as none. Windows of a document follow
 * each other. Which are held out depends on the document's id and the seed alone, so that a later
 * run over the same document finds the same ones.
 *
 * @param size C
 * @param bosLength positions before a window's text: 1 where it begins with the start token, else 0
 * @param documents D
 * @param tokens ids, {@code [N * C]}
 * @param first the first token of each window that is predicted; those before it are read only
 */
public record Windows(
    int size,
    int bosLength,
    int documents,
    int[] tokens,
    int[] length,
    int[] first,
    int[] owner,
    boolean[] heldOut) {
  /** One window in this many is held out. */
  private static final int HELD_EVERY = 6;

  /** A window shorter than this predicts too little to be worth its padding. */
  static final int SHORTEST = 4;

  /**
   * Text that is predicted.
   *
   * @param before ids that are read before it and not predicted
   * @param ids of the text
   */
  public record Segment(int[] before, int[] ids) {}

  /** Collects documents in their order. */
  public static final class Builder {
    private static final int[] NOTHING = {};

    private final int text;
    private final int start;
    private final int lead;
    private final int maxTokens;
    private final long seed;
    private int documents;
    private int count;
    private int[] tokens = new int[1 << 16];
    private int[] length = new int[1 << 12];
    private int[] first = new int[1 << 12];
    private int[] owner = new int[1 << 12];
    private boolean[] held = new boolean[1 << 12];

    /** Windows of text alone. */
    public Builder(int text, int maxTokens, long seed) {
      this(text, maxTokens, seed, -1);
    }

    /**
     * @param text tokens of a document in a window
     * @param start the token that each window begins with, or -1
     */
    public Builder(int text, int maxTokens, long seed, int start) {
      this.text = text;
      this.start = start;
      this.lead = start < 0 ? 0 : 1;
      this.maxTokens = maxTokens;
      this.seed = seed;
    }

    /** Adds a document, unless it is too short to have a window: then this is false. */
    public boolean add(String id, int[] ids) {
      int used = Math.min(ids.length, maxTokens);
      int windows = used / text + (used % text >= SHORTEST ? 1 : 0);
      if (windows == 0) {
        return false;
      }
      int phase = phase(id);
      for (int j = 0; j < windows; j++) {
        boolean out =
            windows >= HELD_EVERY ? (j + phase) % HELD_EVERY == 0 : isOnlyHeld(j, windows, phase);
        append(NOTHING, ids, j * text, Math.min(text, used - j * text), documents, out);
      }
      documents++;
      return true;
    }

    /**
     * Adds a document of passages that are read each for itself, none of them held out, unless all
     * are too short: then this is false. Passages longer than a window become several.
     */
    public boolean add(List<Segment> passages) {
      int counted = count;
      int used = 0;
      for (Segment passage : passages) {
        int[] ids = passage.ids();
        int[] before = passage.before().length + SHORTEST > text ? NOTHING : passage.before();
        int room = text - before.length;
        for (int at = 0; at < ids.length && used < maxTokens; at += room) {
          int taken = Math.min(room, ids.length - at);
          if (taken >= SHORTEST) {
            append(before, ids, at, taken, documents, false);
          }
          used += taken;
        }
      }
      if (count == counted) {
        return false;
      }
      documents++;
      return true;
    }

    /** Adds a document of which every token is read, none held out, and no end is too short. */
    public void addWhole(int[] ids) {
      for (int at = 0; at < ids.length; at += text) {
        append(NOTHING, ids, at, Math.min(text, ids.length - at), documents, false);
      }
      documents++;
    }

    /**
     * Adds a question about a document, of which the answer alone is predicted, unless it does not
     * fit into a window: then this is false.
     */
    public boolean add(int document, int[] question, int[] answer) {
      if (question.length + answer.length > text || question.length == 0 || answer.length == 0) {
        return false;
      }
      append(question, answer, 0, answer.length, document, false);
      documents = Math.max(documents, document + 1);
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

    /** A window of {@code before}, which is read only, and some of {@code ids}. */
    private void append(int[] before, int[] ids, int from, int taken, int document, boolean out) {
      if (count == owner.length) {
        first = Arrays.copyOf(first, count * 2);
        length = Arrays.copyOf(length, count * 2);
        owner = Arrays.copyOf(owner, count * 2);
        held = Arrays.copyOf(held, count * 2);
      }
      int size = text + lead;
      if ((count + 1) * size > tokens.length) {
        tokens = Arrays.copyOf(tokens, Math.max(tokens.length * 2, (count + 1) * size));
      }
      if (lead > 0) {
        tokens[count * size] = start;
      }
      int at = lead + before.length;
      System.arraycopy(before, 0, tokens, count * size + lead, before.length);
      System.arraycopy(ids, from, tokens, count * size + at, taken);
      length[count] = at + taken;
      first[count] = Math.max(1, at); // nothing stands before a text's very first token
      owner[count] = document;
      held[count] = out;
      count++;
    }

    public Windows build() {
      return new Windows(
          text + lead,
          lead,
          documents,
          Arrays.copyOf(tokens, count * (text + lead)),
          Arrays.copyOf(length, count),
          Arrays.copyOf(first, count),
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
      if (heldOut[i] == out) {
        rows[n++] = i;
      }
    }
    return Arrays.copyOf(rows, n);
  }

  /** Some windows, those of each document together and in their order: a row a document. */
  public int[][] byDocument(int[] rows, int count) {
    List<List<Integer>> of = new ArrayList<>();
    for (int d = 0; d < count; d++) {
      of.add(new ArrayList<>());
    }
    for (int row : rows) {
      of.get(owner[row]).add(row);
    }
    return of.stream()
        .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
        .toArray(int[][]::new);
  }

  /**
   * The same windows without what is only read before their text; where no start token stands
   * first, its last token stays, from which the text's first is foretold.
   */
  public Windows withoutContext() {
    int[] bare = new int[tokens.length];
    int[] left = new int[count()];
    int[] predicted = new int[count()];
    for (int row = 0; row < count(); row++) {
      int from = row * size;
      int dropped = first[row] - Math.max(1, bosLength);
      System.arraycopy(tokens, from, bare, from, bosLength);
      left[row] = length[row] - dropped;
      System.arraycopy(
          tokens, from + bosLength + dropped, bare, from + bosLength, left[row] - bosLength);
      predicted[row] = first[row] - dropped;
    }
    return new Windows(size, bosLength, documents, bare, left, predicted, owner, heldOut);
  }

  /** Training windows of each document. */
  public int[] trainingCounts() {
    int[] counts = new int[documents];
    for (int i = 0; i < count(); i++) {
      if (!heldOut[i]) {
        counts[owner[i]]++;
      }
    }
    return counts;
  }

  /** Tokens of the longest of some windows, L. */
  public int longest(int[] rows) {
    return Arrays.stream(rows).map(row -> length[row]).max().orElse(0);
  }

  /** The text of a window, without what stands before it. */
  public int[] text(int row) {
    int from = row * size;
    return Arrays.copyOfRange(tokens, from + bosLength, from + length[row]);
  }

  /**
   * What some windows have of the texts of documents that follow each other, joined in their order.
   *
   * @param rows windows of no other documents
   * @param first the first of the documents
   * @param count how many they are
   */
  public List<int[]> texts(int[] rows, int first, int count) {
    IntStream.Builder[] texts = new IntStream.Builder[count];
    Arrays.setAll(texts, d -> IntStream.builder());
    for (int row : rows) {
      Arrays.stream(text(row)).forEach(texts[owner[row] - first]::add);
    }
    return Arrays.stream(texts).map(text -> text.build().toArray()).toList();
  }

  /** Token ids of some windows as far as any of them goes, {@code [B, L]}. */
  public Tensor ids(int[] rows) {
    return ids(rows, longest(rows));
  }

  /** The first {@code width} ids of some windows, {@code [B, width]}. */
  Tensor ids(int[] rows, int width) {
    int[] ids = new int[rows.length * width];
    for (int b = 0; b < rows.length; b++) {
      System.arraycopy(tokens, rows[b] * size, ids, b * width, width);
    }
    return Tensor.of(ids, rows.length, width);
  }

  /**
   * Some windows in batches of at most so many tokens, padding included; those of one length
   * together.
   */
  public List<int[]> batches(int[] rows, int most) {
    return Batches.of(rows, length, most);
  }

  /** The documents of some windows, {@code [B]}. */
  public int[] owners(int[] rows) {
    return Arrays.stream(rows).map(row -> owner[row]).toArray();
  }

  /** Tokens that are predicted. */
  public long targets(int[] rows) {
    return Arrays.stream(rows).mapToLong(row -> length[row] - first[row]).sum();
  }
}
