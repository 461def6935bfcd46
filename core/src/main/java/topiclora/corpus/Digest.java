package topiclora.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** SHA-256 over documents, each field with its length before it so that no two corpora coincide. */
final class Digest {
  private final MessageDigest sha256 = sha256();

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  void add(Document document) {
    add(document.id());
    add(document.title());
    add(document.text());
    add(document.label());
    new TreeMap<>(document.metadata())
        .forEach(
            (name, value) -> {
              add(name);
              add(value);
            });
    add((String) null);
  }

  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  private void add(@Nullable String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(UTF_8);
    int length = field == null ? -1 : bytes.length;
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    sha256.update(bytes);
  }
}
