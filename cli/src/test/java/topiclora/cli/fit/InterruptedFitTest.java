package topiclora.cli.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import topiclora.cli.ATinyBase;
import topiclora.cli.CliRun;

/** A fit that is stopped in the middle, and what becomes of its work. */
final class InterruptedFitTest {
  @TempDir Path folder;
  private String base = "";
  private String corpus = "";
  private Path work = Path.of("");

  @BeforeEach
  void aFitThatIsStopped() throws IOException {
    base = ATinyBase.in(folder).toString();
    Random random = new Random(3);
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 12; d++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        text.append((char) ('a' + 13 * (d % 2) + random.nextInt(13)));
      }
      lines.add("{\"id\":\"d%d\",\"text\":\"%s\"}".formatted(d, text));
    }
    corpus = Files.write(folder.resolve("c.jsonl"), lines).toString();
    CliRun stopped = CliRun.interruptedAt("epoch 1", command("m"));
    assertThat(stopped.exit()).isEqualTo(1);
    assertThat(stopped.out()).isEmpty();
    assertThat(stopped.err().lines().toList().getLast()).startsWith("topiclora: stopped: ");
    work = folder.resolve("m.fit");
    assertThat(work).isDirectory();
    assertThat(folder.resolve("m")).doesNotExist();
    assertThat(folder.resolve("m.fit.lock")).doesNotExist();
  }

  @Test
  void theSameCommandGoesOnToTheSameVectors() {
    CliRun goesOn = CliRun.of(command("m"));
    assertThat(goesOn.exit()).as(goesOn.err()).isZero();
    assertThat(goesOn.err()).doesNotContain("reading the windows");
    assertThat(work).doesNotExist();
    assertThat(CliRun.of(command("whole")).exit()).isZero();
    assertThat(vectors("m")).isNotEmpty().isEqualTo(vectors("whole"));
  }

  @Test
  void resumeSaysTheSame() {
    CliRun goesOn = CliRun.of(command("m", "--resume"));
    assertThat(goesOn.exit()).as(goesOn.err()).isZero();
    assertThat(goesOn.err()).doesNotContain("reading the windows");
  }

  @Test
  void restartBeginsAgain() {
    CliRun again = CliRun.of(command("m", "--restart", "--rank", "3"));
    assertThat(again.exit()).as(again.err()).isZero();
    assertThat(again.err()).contains("reading the windows");
    assertThat(work).doesNotExist();
  }

  @Test
  void theWorkOfAnotherFitIsRefusedAndKept() {
    CliRun other = CliRun.of(command("m", "--rank", "3"));
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.out()).isEmpty();
    assertThat(other.err())
        .hasLineCount(1)
        .contains(work + " holds the work of another fit", "differs in options", "restart");
    assertThat(CliRun.of(command("m")).err()).doesNotContain("reading the windows");
  }

  private List<String> vectors(String model) {
    return CliRun.of("vectors", folder.resolve(model).toString(), "--json").out().lines().toList();
  }

  private String[] command(String model, String... options) {
    List<String> args = new ArrayList<>(List.of("fit", corpus, "-o", folder + "/" + model));
    args.addAll(List.of("--base", base, "--window", "8", "--max-tokens", "64", "--threads", "1"));
    if (!List.of(options).contains("--rank")) {
      args.addAll(List.of("--rank", "2"));
    }
    args.addAll(List.of(options));
    return args.toArray(String[]::new);
  }
}
