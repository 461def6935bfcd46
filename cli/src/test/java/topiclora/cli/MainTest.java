package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import topiclora.cli.console.Shell;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.Storage;

final class MainTest {
  @Test
  void helpGoesToStandardOutputAndNamesEveryCommand() {
    CliRun run = CliRun.of("--help");
    assertThat(run.exit()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("Usage: topiclora").contains("base ").contains("Exit status");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 88);
    assertThat(CliRun.of("base", "pull", "-h").out()).startsWith("Usage: topiclora base pull");
  }

  @Test
  void theVersionSaysWhatRunsAndOnWhichJava() {
    assertThat(CliRun.of("--version").out()).matches("topiclora \\d+\\.\\d+.*\\RJava \\d+.*\\R");
  }

  @Test
  void wrongUsageIsTwoWithAHint() {
    assertThat(CliRun.of()).matches(run -> run.exit() == 2 && run.err().startsWith("Usage:"));
    assertThat(CliRun.of("bas").err()).contains("unknown argument or command: bas", "base");
    assertThat(CliRun.of("base", "list", "--jsno"))
        .matches(run -> run.exit() == 2 && run.out().isEmpty())
        .extracting(CliRun::err)
        .asString()
        .startsWith("topiclora: unknown option: --jsno")
        .contains("see: topiclora base list --help");
  }

  @Test
  void theWorldFailingIsOneLineAndOne() {
    assertThat(failed(new BadCorpus("x.jsonl:3: not\u001b[31m JSON\n"), false))
        .isEqualTo(new CliRun(1, "", "topiclora: x.jsonl:3: not\\u001b[31m JSON " + lineEnd()));
    assertThat(failed(Storage.of("cannot write", new IOException("disk full")), false).err())
        .isEqualTo("topiclora: cannot write: disk full" + lineEnd());
  }

  @Test
  void aMistakeIsTwoAndAFaultOfOursOne() {
    assertThat(failed(new IllegalArgumentException("rank is 0, at least 1"), false))
        .isEqualTo(new CliRun(2, "", "topiclora: rank is 0, at least 1" + lineEnd()));
    assertThat(failed(new IllegalStateException("odd"), false))
        .matches(run -> run.exit() == 1 && run.err().contains("--verbose"));
    assertThat(failed(new CancellationException("stopped: interrupted"), false))
        .isEqualTo(new CliRun(1, "", "topiclora: stopped: interrupted" + lineEnd()));
    assertThat(failed(new OutOfMemoryError("heap"), false))
        .matches(run -> run.exit() == 1 && run.err().contains("TOPICLORA_JAVA_OPTS"));
  }

  @Test
  void verboseShowsTheTrace() {
    assertThat(failed(new BadCorpus("bad"), true).err()).contains("at topiclora.cli.MainTest");
    assertThat(CliRun.of("base", "pull", "../x", "--verbose").err())
        .contains("\tat topiclora.lm.internal.store");
    assertThat(CliRun.of("base", "pull", "../x").err()).hasLineCount(1);
  }

  private static CliRun failed(Throwable failure, boolean verbose) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    int exit = new Failure(new Shell(stream, stream, 0, Map.of())).execution(failure, verbose);
    return new CliRun(exit, "", err.toString(StandardCharsets.UTF_8));
  }

  private static String lineEnd() {
    return System.lineSeparator();
  }
}
