package topiclora.core.internal.windows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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
   * first, its last token stays, from which the text's first is predicted.
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
