package topiclora.lm.internal.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is there whole or not at all, whenever the process or the machine stops. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Takes bytes in their order. */
  public interface Sink {
    public void write(ByteBuffer bytes) throws IOException;
  }

  /** Gives a file its bytes. */
  public interface Content {
    void writeTo(Sink sink) throws IOException;
  }

  public static void write(Path path, Content content) throws IOException {
    Path part = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + ".part");
    try {
      fill(part, content);
      Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static void fill(Path part, Content content) throws IOException {
    try (var channel =
        FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.writeTo(
          bytes -> {
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
          });
      channel.force(true);
    }
  }
}
