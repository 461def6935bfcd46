package topiclora.lm.internal.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import topiclora.lm.TopicLoraException;

/** SHA-256 of texts and files; where it is a text, in lower-case hexadecimal. */
public final class Sha256 {
  private static final int CHUNK = 1 << 20;

  private Sha256() {}

  /** A digest of nothing yet, for bytes that come one after another. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The 32 bytes of a text in UTF-8. */
  public static byte[] of(String text) {
    return digest().digest(text.getBytes(UTF_8));
  }

  /** The same in hexadecimal. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }

  /** All bytes that {@code digest} was given; it begins anew. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A file, read from front to back. */
  public static String ofFile(Path file) throws IOException {
    MessageDigest digest = digest();
    add(digest, file);
    return hex(digest);
  }

  /**
   * The bytes of several files, one after another.
   *
   * @throws TopicLoraException.Storage where one of them cannot be read
   */
  public static String ofFiles(List<Path> files) {
    MessageDigest digest = digest();
    for (Path file : files) {
      try {
        add(digest, file);
      } catch (IOException e) {
        throw new TopicLoraException.Storage("cannot read " + file + ": " + e.getMessage(), e);
      }
    }
    return hex(digest);
  }

  private static void add(MessageDigest digest, Path file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    try (var channel = FileChannel.open(file)) {
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
    }
  }
}
