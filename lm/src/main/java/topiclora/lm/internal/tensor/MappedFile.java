package topiclora.lm.internal.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import topiclora.lm.TopicLoraException;

/**
 * A file read through memory mapping: nothing of it is copied until it is looked at.
 *
 * <p>Slices stay valid after {@link #close()}. Safe for several threads.
 */
public final class MappedFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private MappedFile(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  public static MappedFile open(Path path) {
    try {
      FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
      return new MappedFile(path, channel, channel.size());
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot read " + path + ": " + e.getMessage(), e);
    }
  }

  public Path path() {
    return path;
  }

  /** Length in bytes. */
  public long size() {
    return size;
  }

  /** Little-endian bytes {@code offset} to {@code offset + length}; at most 2 GiB. */
  public ByteBuffer slice(long offset, long length) {
    if (offset < 0 || length < 0 || length > Integer.MAX_VALUE || offset > size - length) {
      throw new IllegalArgumentException(
          "bytes " + offset + " + " + length + " of " + path + ", which has " + size);
    }
    if (length == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    try {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, offset, length)
          .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot map " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot close " + path + ": " + e.getMessage(), e);
    }
  }
}
