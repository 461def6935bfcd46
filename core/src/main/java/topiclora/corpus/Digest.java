package topiclora.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.io.Sha256;

/** SHA-256 over documents, each field with its length before it so that no two corpora coincide. */
final class Digest {
  private final MessageDigest sha256 = Sha256.digest();

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
    return Sha256.hex(sha256);
  }

  private void add(@Nullable String field) {
    byte[] bytes = field == null ? new byte[0] : field.getBytes(UTF_8);
    int length = field == null ? -1 : bytes.length;
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
    sha256.update(bytes);
  }
}
