package topiclora.core.internal.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import topiclora.core.internal.windows.Windows;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.DType;
import topiclora.lm.internal.tensor.Scope;
import topiclora.lm.internal.tensor.Tensor;

/**
 * What enters the first modulated layer, and what the base takes a window to be about, for every
 * window: found in one forward pass, kept in a file. A window's row is its activations as bfloat16,
 * and its prompt embedding as float32, of which ridge regressions are made: states differ little
 * between windows in the dimensions that are always large.
 *
 * <p>The bare base is the same for all documents and all steps of a fit. The file only ever grows
 * by whole batches, so that one that was cut short is continued. Windows beyond the limit in bytes
 * are not kept but read again whenever they are asked for: slower, never wrong.
 */
public final class ActivationCache implements Activations {
  private static final int BATCH = 128;
  private static final long MAPPED_BYTES = 1 << 30;

  private final BaseModel base;
  private final int layer;
  private final Activations computed;
  private final Windows windows;
  private final Path file;
  private final int columnBytes;
  private final int promptBytes;
  private final int rowBytes;
  private final int kept;
  private final List<MappedByteBuffer> maps = new ArrayList<>();
  private int rowsPerMap;

  /**
   * @param layer the first modulated layer
   * @param file where the rows go; continued where it is there already
   * @param limitBytes what the file may grow to
   */
  public ActivationCache(BaseModel base, int layer, Windows windows, Path file, long limitBytes) {
    this.base = base;
    this.layer = layer;
    this.computed = Activations.computed(base, windows, layer);
    this.windows = windows;
    this.file = file;
    this.columnBytes = base.config().width() * DType.BF16.bytes();
    this.promptBytes = base.config().width() * DType.F32.bytes();
    this.rowBytes = windows.size() * columnBytes + promptBytes;
    this.kept = (int) Math.min(windows.count(), limitBytes / rowBytes);
  }

  /** Computes the rows that the file lacks. */
  public void fill(Progress progress) {
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long written = channel.size() / rowBytes;
      int done = written == kept ? kept : (int) Math.min(kept, written / BATCH * BATCH);
      channel.truncate((long) done * rowBytes);
      channel.position(channel.size());
      while (done < kept) {
        int[] rows = IntStream.range(done, Math.min(done + BATCH, kept)).toArray();
        try (var scope = Scope.open()) {
          write(channel, read(rows));
        }
        done += rows.length;
        progress.step("reading the windows", done, kept, "");
      }
      map(channel);
    } catch (IOException e) {
      throw new TopicLoraException.Storage(
          "cannot write " + file + " (" + e.getMessage() + "); disk full?", e);
    }
  }

  /** Rows as the file has them, of all columns, so that they are equally long. */
  private ByteBuffer read(int[] rows) {
    var found = PromptEmbeddings.read(base, windows, rows, windows.size(), layer);
    ByteBuffer entering = found.layerInput().to(DType.BF16).contiguous().toHost().buffer();
    ByteBuffer prompts = found.promptEmbeddings().contiguous().toHost().buffer();
    ByteBuffer bytes = ByteBuffer.allocate(rows.length * rowBytes);
    int columns = rowBytes - promptBytes;
    for (int i = 0; i < rows.length; i++) {
      bytes.put(entering.slice(i * columns, columns));
      bytes.put(prompts.slice(i * promptBytes, promptBytes));
    }
    return bytes.flip();
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void map(FileChannel channel) throws IOException {
    rowsPerMap = (int) (MAPPED_BYTES / rowBytes);
    for (long row = 0; row < kept; row += rowsPerMap) {
      long rows = Math.min(rowsPerMap, kept - row);
      maps.add(channel.map(FileChannel.MapMode.READ_ONLY, row * rowBytes, rows * rowBytes));
    }
  }

  @Override
  public Tensor rows(int[] rows) {
    if (!areKept(rows)) {
      return computed.rows(rows);
    }
    int longest = windows.longest(rows);
    Tensor found = Tensor.emptyOnHost(DType.BF16, rows.length, longest, base.config().width());
    copy(rows, 0, longest * columnBytes, found.buffer());
    return found.toDevice().to(base.type());
  }

  /** What the base takes some windows to be about, {@code [B, W]}, float32. */
  public Tensor promptEmbeddings(int[] rows) {
    if (!areKept(rows)) {
      return PromptEmbeddings.read(base, windows, rows, windows.longest(rows), layer)
          .promptEmbeddings();
    }
    Tensor found = Tensor.emptyOnHost(DType.F32, rows.length, base.config().width());
    copy(rows, rowBytes - promptBytes, promptBytes, found.buffer());
    return found.toDevice();
  }

  private boolean areKept(int[] rows) {
    return Arrays.stream(rows).allMatch(row -> row < kept);
  }

  /** So many bytes of each of some rows, from {@code offset} in the row on. */
  private void copy(int[] rows, int offset, int bytes, ByteBuffer target) {
    for (int row : rows) {
      ByteBuffer map = maps.get(row / rowsPerMap);
      target.put(map.slice(row % rowsPerMap * rowBytes + offset, bytes));
    }
  }
}
