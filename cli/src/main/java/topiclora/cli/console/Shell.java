package topiclora.cli.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * What a command is given by whoever runs it.
 *
 * @param out for results only
 * @param err for everything else
 * @param columns of the terminal that {@code err} leads to, 0 where it leads elsewhere
 */
public record Shell(
    PrintStream out, PrintStream err, int columns, Map<String, String> environment) {
  private static final int BUFFER = 1 << 13;

  public Shell {
    environment = Map.copyOf(environment);
  }

  /** That of this process; UTF-8 whatever the locale, since programs read it. */
  public static Shell ofProcess() {
    return new Shell(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        Integer.getInteger("topiclora.columns", 0), // the launcher sets it on a terminal
        System.getenv());
  }

  /** Shows progress on standard error until it is closed. */
  public ProgressBar progress() {
    return new ProgressBar(err, columns, System::nanoTime);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER), true, UTF_8);
  }
}
