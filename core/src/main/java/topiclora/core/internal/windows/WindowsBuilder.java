package topiclora.core.internal.windows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/** Cuts documents into {@link Windows}, in their order. */
public final class WindowsBuilder {
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
  public WindowsBuilder(int text, int maxTokens, long seed) {
    this(text, maxTokens, seed, -1);
  }

  /**
   * @param text tokens of a document in a window
   * @param start the token that each window begins with, or -1
   */
  public WindowsBuilder(int text, int maxTokens, long seed, int start) {
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
