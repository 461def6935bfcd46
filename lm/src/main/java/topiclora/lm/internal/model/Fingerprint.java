package topiclora.lm.internal.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import topiclora.lm.TopicLoraException;

/** SHA-256 of files, read once from front to back. */
final class Fingerprint {
  private Fingerprint() {}

  /** The digest of the files' bytes, one after another, in lower-case hexadecimal. */
  static String of(List<Path> files) {
    MessageDigest digest = sha256();
    files.forEach(file -> add(digest, file));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, Path file) {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 20);
    try (var channel = FileChannel.open(file)) {
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    } catch (IOException e) {
      throw new TopicLoraException.Storage("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
