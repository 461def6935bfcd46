package topiclora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One LoRA for all documents from the front door: {@code --modulate none}, no vectors. */
final class SingleLoraTest {
  @TempDir Path folder;

  @Test
  void itIsFittedAndEvaluatedAndWhatWantsVectorsSaysThatThereAreNone() throws IOException {
    String base = ATinyBase.in(folder).toString();
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int d = 0; d < 12; d++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        text.append((char) ('a' + random.nextInt(13)));
      }
      lines.add("{\"id\":\"d%d\",\"text\":\"%s\"}".formatted(d, text));
    }
    String corpus = Files.write(folder.resolve("c.jsonl"), lines).toString();
    String model = folder.resolve("m").toString();
    CliRun fit =
        CliRun.of(
            "fit",
            corpus,
            "-o",
            model,
            "--base",
            base,
            "--modulate",
            "none",
            "--rank",
            "2",
            "--window",
            "8",
            "--max-tokens",
            "64",
            "--epochs",
            "1",
            "--threads",
            "1");
    assertThat(fit.exit()).as(fit.err()).isZero();
    assertThat(fit.out()).contains("with the one LoRA of all documents");
    CliRun score = CliRun.of("evaluate", model, corpus, "--base", base);
    assertThat(score.exit()).as(score.err()).isZero();
    String renamed = lines.getFirst().replace("\"d0\"", "\"fresh\"");
    Path fresh = Files.writeString(folder.resolve("fresh.jsonl"), renamed);
    CliRun add = CliRun.of("add", model, fresh.toString(), "--base", base, "--json");
    assertThat(add.exit()).as(add.err()).isZero();
    assertThat(add.out()).contains("\"documents\":13");
    String adapter = folder.resolve("p").toString();
    for (CliRun run :
        List.of(
            CliRun.of("vectors", model),
            CliRun.of("similar", model, "d1"),
            CliRun.of("outliers", model),
            CliRun.of("topics", model, "--base", base),
            CliRun.of("report", model, "-o", adapter, "--words", "0"),
            CliRun.of("export", model, "--ids", "d1", "-o", adapter, "--to", "peft"))) {
      assertThat(run.exit()).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).hasLineCount(1).contains("modulate none", "no document vectors");
    }
  }

  @Test
  void whatOnlyAnXCanBeIsAMistake() {
    for (String[] options :
        List.of(
            new String[] {"--vector-sharing", "weighted"},
            new String[] {"--nonnegative"},
            new String[] {"--train-a"},
            new String[] {"--rank", "1"})) {
      List<String> args =
          new ArrayList<>(List.of("fit", "c.jsonl", "-o", folder + "/m", "--modulate", "none"));
      args.addAll(List.of(options));
      CliRun run = CliRun.of(args.toArray(String[]::new));
      assertThat(run.exit()).isEqualTo(2);
      assertThat(run.err()).hasLineCount(1).contains("modulate none");
    }
  }
}
