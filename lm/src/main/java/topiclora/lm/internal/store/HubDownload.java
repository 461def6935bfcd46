package topiclora.lm.internal.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadBase;
import topiclora.lm.internal.io.Sha256;

/**
 * Files of one revision into one folder: each grows under another name, is checked, and only then
 * gets its own.
 */
final class HubDownload {
  private static final int ATTEMPTS = 5;
  private static final int CHUNK = 1 << 16;
  private static final int PARTIAL = 206;

  private final HubSession session;
  private final Duration pause;
  private final String prefix;
  private final Path folder;

  /** What the hub said about a file when it sent it. */
  private record Said(OptionalLong bytes, Optional<String> sha256) {}

  HubDownload(HubSession session, Duration pause, String prefix, Path folder) {
    this.session = session;
    this.pause = pause;
    this.prefix = prefix;
    this.folder = folder;
  }

  /** Fetches the file unless it is there; a connection that breaks is taken up where it broke. */
  void fetch(HubFile file, Progress progress) throws IOException {
    if (Files.exists(folder.resolve(file.name()))) {
      return;
    }
    Path growing = folder.resolve(file.name() + ".part");
    long have = Files.exists(growing) ? Files.size(growing) : 0;
    StoreFiles.wantSpace(folder, file.bytes().orElse(0) - have);
    for (int attempt = 1; ; attempt++) {
      try {
        check(file, growing, transfer(file, growing, progress));
        Files.move(growing, folder.resolve(file.name()), ATOMIC_MOVE);
        return;
      } catch (IOException e) {
        if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted() || isFull(growing)) {
          throw e;
        }
        rest();
      }
    }
  }

  private Said transfer(HubFile file, Path growing, Progress progress) throws IOException {
    long have = Files.exists(growing) ? Files.size(growing) : 0;
    if (have > 0 && file.bytes().isPresent() && have == file.bytes().getAsLong()) {
      return new Said(OptionalLong.empty(), Optional.empty()); // whole, but not yet checked
    }
    try (HubSession.Answer answer = session.get(prefix + file.name(), have)) {
      if (answer.status() == 416) {
        Files.delete(growing); // longer than the file: start again
      }
      if (answer.status() / 100 != 2) {
        throw new IOException("status " + answer.status() + " for " + file.name());
      }
      boolean goesOn = have > 0 && answer.status() == PARTIAL;
      long total = file.bytes().orElse(answer.bytes().orElse(0));
      copy(answer, growing, goesOn ? have : 0, total, file.name(), progress);
      return new Said(answer.bytes(), answer.sha256());
    }
  }

  private static void copy(
      HubSession.Answer answer, Path growing, long done, long total, String name, Progress progress)
      throws IOException {
    OpenOption mode = done > 0 ? APPEND : TRUNCATE_EXISTING;
    byte[] chunk = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(growing, CREATE, WRITE, mode)) {
      for (int n = answer.body().read(chunk); n >= 0; n = answer.body().read(chunk)) {
        out.write(chunk, 0, n);
        done += n;
        progress.step("fetching " + name, done, total, "bytes");
      }
    }
  }

  private static void check(HubFile file, Path growing, Said said) throws IOException {
    OptionalLong bytes = file.bytes().isPresent() ? file.bytes() : said.bytes();
    if (bytes.isPresent() && Files.size(growing) != bytes.getAsLong()) {
      throw new IOException(
          file.name() + " has " + Files.size(growing) + " bytes, wanted " + bytes.getAsLong());
    }
    Optional<String> wanted = file.sha256().or(said::sha256);
    if (wanted.isPresent() && !wanted.get().equals(Sha256.ofFile(growing))) {
      Files.delete(growing);
      throw new BadBase(
          file.name() + " is not what the hub lists: its SHA-256 differs; damaged on the way?");
    }
  }

  private static boolean isFull(Path growing) throws IOException {
    return Files.exists(growing) && Files.getFileStore(growing).getUsableSpace() < CHUNK;
  }

  private void rest() throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
