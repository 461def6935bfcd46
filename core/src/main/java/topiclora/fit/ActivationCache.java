package topiclora.fit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import topiclora.Progress;
import topiclora.TopicLoraException;
import topiclora.base.BaseModel;
import topiclora.base.Modulator;
import topiclora.tensor.DType;
import topiclora.tensor.Scope;
import topiclora.tensor.Tensor;

/**
 * What enters the first modulated layer, for every window: computed once, kept in a file as
 * bfloat16.
 *
 * <p>The layers below are the same for all documents and all steps of a fit. The file only ever
 * grows by whole batches, so that one that was cut short is continued. Windows beyond the limit in
 * bytes are not kept but computed again whenever they are asked for: slower, never wrong.
 */
final class ActivationCache implements Activations {
  private static final int BATCH = 128;
  private static final long MAPPED_BYTES = 1 << 30;

  private final BaseModel base;
  private final int layer;
  private final Activations computed;
  private final Windows windows;
  private final Path file;
  private final int rowBytes;
  private final int kept;
  private final List<MappedByteBuffer> maps = new ArrayList<>();
  private int rowsPerMap;

  /**
   * @param layer the first modulated layer
   * @param file where the rows go; continued where it is there already
   * @param limitBytes what the file may grow to
   */
  ActivationCache(BaseModel base, int layer, Windows windows, Path file, long limitBytes) {
    this.base = base;
    this.layer = layer;
    this.computed = Activations.computed(base, windows, layer);
    this.windows = windows;
    this.file = file;
    this.rowBytes = windows.size() * base.config().width() * DType.BF16.bytes();
    this.kept = (int) Math.min(windows.count(), limitBytes / rowBytes);
  }

  /** Computes the rows that the file lacks. */
  void fill(Progress progress) {
    try (var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      long written = channel.size() / rowBytes;
      int done = written == kept ? kept : (int) Math.min(kept, written / BATCH * BATCH);
      channel.truncate((long) done * rowBytes);
      channel.position(channel.size());
      while (done < kept) {
        int[] rows = range(done, Math.min(done + BATCH, kept));
        try (var scope = Scope.open()) {
          write(channel, padded(rows).to(DType.BF16).contiguous().buffer());
        }
        done += rows.length;
        progress.step("reading through the lower layers", done, kept, "");
      }
      map(channel);
    } catch (IOException e) {
      throw new TopicLoraException.Storage(
          "cannot write " + file + " (" + e.getMessage() + "); disk full?", e);
    }
  }

  /** All C columns of some rows, so that every row of the file is equally long. */
  private Tensor padded(int[] rows) {
    Tensor ids = windows.ids(rows, windows.size());
    return base.blocks(base.embed(ids), 0, layer, Modulator.NONE);
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
    if (Arrays.stream(rows).anyMatch(row -> row >= kept)) {
      return computed.rows(rows);
    }
    Tensor found = Tensor.empty(DType.BF16, rows.length, windows.size(), base.config().width());
    ByteBuffer target = found.buffer();
    for (int row : rows) {
      ByteBuffer map = maps.get(row / rowsPerMap);
      target.put(map.slice(row % rowsPerMap * rowBytes, rowBytes).order(ByteOrder.nativeOrder()));
    }
    return found.narrow(1, 0, windows.longest(rows)).to(base.type());
  }

  static int[] range(int from, int to) {
    int[] range = new int[to - from];
    Arrays.setAll(range, i -> from + i);
    return range;
  }
}
