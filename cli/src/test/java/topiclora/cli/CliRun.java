package topiclora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import topiclora.cli.console.Shell;

/** What a command line did, seen from outside. */
public record CliRun(int exit, String out, String err) {
  public static CliRun of(String... args) {
    return in(Map.of(), args);
  }

  public static CliRun in(Map<String, String> environment, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Shell shell =
        new Shell(
            new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), 0, environment);
    int exit = Main.run(shell, args);
    return new CliRun(exit, out.toString(UTF_8), err.toString(UTF_8));
  }
}
