package topiclora.core.internal.readers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import topiclora.core.internal.text.Characters;
import topiclora.corpus.SourcePosition;

/** The lines of a file as bytes, since each has to be decoded, or refused, on its own. */
public final class Lines implements AutoCloseable {
  private static final int LONGEST = 64 << 20;
  private static final int CHUNK = 1 << 16;

  private final String file;
  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private int from;
  private int to;
  private long number;

  private Lines(String file, InputStream in) {
    this.file = file;
    this.in = in;
  }

  public static Lines open(Path path) throws IOException {
    String file = path.getFileName().toString();
    PushbackInputStream in = new PushbackInputStream(Files.newInputStream(path), 3);
    try {
      Characters.skipByteOrderMark(in, new SourcePosition(file, 0));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    return new Lines(file, in);
  }

  /** Where the line stands that was read last. */
  public SourcePosition position() {
    return new SourcePosition(file, number);
  }

  /** The next line without its end, or null after the last. */
  public byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    number++;
    boolean any = false;
    while (from < to || fill()) {
      any = true;
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      line.write(chunk, from, end - from);
      from = end + 1;
      if (end < to) {
        break;
      }
      if (line.size() > LONGEST) {
        throw position().error("longer than 64 MiB; is this JSON lines, one object a line?");
      }
    }
    return any ? line.toByteArray() : null;
  }

  /** The line as text, or null where it is not UTF-8. */
  public static @Nullable String decode(byte[] line) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line)).toString();
    } catch (CharacterCodingException notUtf8) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(chunk));
    return to > 0;
  }
}
