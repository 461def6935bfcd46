package topiclora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import topiclora.cli.console.Shell;
import topiclora.lm.internal.model.ComputeThread;

/** What a command line did, seen from outside. */
public record CliRun(int exit, String out, String err) {
  public static CliRun of(String... args) {
    return in(Map.of(), args);
  }

  public static CliRun in(Map<String, String> environment, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    return run(err, new PrintStream(err, true, UTF_8), environment, args);
  }

  /** The same, of a caller that is interrupted once a line of progress begins so. */
  public static CliRun interruptedAt(String stage, String... args) {
    Thread caller = Thread.currentThread();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stopping =
        new PrintStream(err, true, UTF_8) {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.startsWith(stage)) {
              caller.interrupt();
              while (!ComputeThread.isCancelled()) {
                Thread.onSpinWait();
              }
            }
          }
        };
    CliRun run = run(err, stopping, Map.of(), args);
    assertThat(Thread.interrupted()).as("the caller stays interrupted").isTrue();
    return run;
  }

  private static CliRun run(
      ByteArrayOutputStream said, PrintStream err, Map<String, String> environment, String[] args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Shell shell = new Shell(new PrintStream(out, true, UTF_8), err, 0, environment);
    int exit = Main.run(shell, args);
    return new CliRun(exit, out.toString(UTF_8), said.toString(UTF_8));
  }
}
