package topiclora.cli.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import topiclora.cli.ATinyModel;
import topiclora.cli.CliRun;

/** What is said before any work is done. */
final class FitCommandTest {
  @TempDir Path folder;
  private String corpus = "";
  private Path model = Path.of("");

  @BeforeEach
  void aCorpus() throws IOException {
    corpus = Files.writeString(folder.resolve("c.jsonl"), "{\"text\":\"a\"}\n").toString();
    model = folder.resolve("c.model");
  }

  @Test
  void aModulationThatCannotBeIsAMistake() {
    assertThat(fit("--modulate", "both", "--vector-shape", "column"))
        .is(aMistakeThatSays("wants modulate down or up"));
    assertThat(fit("--modulate", "hyper", "--train-a"))
        .is(aMistakeThatSays("trainA is true; modulate hyper"));
  }

  @ParameterizedTest
  @CsvSource({
    "--rank, 0, rank is 0",
    "--layers, 29-24, lower one first",
    "--layers, top, wanted such as 24-29",
    "--target-modules, 'o,side', no linear map 'side'",
    "--window, 2, window is 2",
    "--max-tokens, 8, maxTokens is 8",
    "--epochs, -1, epochs is -1",
    "--l2, 0, l2 is 0",
    "--orthogonality, 1, it wants modulate both",
    "--orthogonality, -1, orthogonality is -1",
    "--max-nonzero, 8, it is for long vectors",
    "--threads, 0, --threads is 0"
  })
  void anOptionOutOfItsRangeIsAMistake(String option, String value, String message) {
    assertThat(fit(option, value)).is(aMistakeThatSays(message));
  }

  @Test
  void aReportIsOfTopicsAndAFile() {
    assertThat(fit("--report", "page.html", "--preset", "plugins"))
        .is(aMistakeThatSays("--report shows topics and a map"));
    assertThat(fit("--report", "page.html", "--modulate", "none"))
        .is(aMistakeThatSays("--report shows topics and a map"));
    assertThat(fit("--report", folder.toString())).is(aMistakeThatSays("wanted a file"));
  }

  @Test
  void optionsThatSharedFromWouldPassOverAreAMistake() {
    String other = ATinyModel.in(folder).toString();
    assertThat(fit("--shared-from", other, "--rank", "8", "--modulate", "up", "--threads", "1"))
        .is(
            aMistakeThatSays(
                "--shared-from takes the options of that model; leave out --rank, --modulate"));
    assertThat(fit("--shared-from", other, "--qa", corpus)).is(aMistakeThatSays("leave out --qa"));
    assertThat(fit("--shared-from", other, "--max-nonzero", "2"))
        .is(aMistakeThatSays("it is for long vectors"));
    assertThat(fit("--preset", "plugins", "--max-nonzero", "-1"))
        .is(aMistakeThatSays("maxNonzero is -1"));
    String none = folder.resolve("none.gguf").toString();
    assertThat(fit("--shared-from", folder.resolve("nothing").toString()))
        .is(aFailureThatSays("no model at"));
    assertThat(fit("--shared-from", other, "--threads", "1", "--base", none))
        .is(aFailureThatSays("no base model " + none));
  }

  @Test
  void aLongWindowMayComeWithMoreTokens() throws IOException {
    Files.createDirectories(model.resolve("something"));
    assertThat(fit("--window", "512", "--max-tokens", "1024").err()).contains("is there already");
    assertThat(fit("--window", "8", "--max-tokens", "8").err()).contains("is there already");
  }

  @Test
  void anUnknownPriorNamesTheTwo() {
    assertThat(fit("--prior", "gauss"))
        .matches(run -> run.exit() == 2 && run.err().contains("--prior"))
        .matches(run -> run.err().contains("zero, encoder"));
  }

  @Test
  void anOutputThatExistsIsLeftAlone() throws IOException {
    Path something = Files.writeString(Files.createDirectories(model).resolve("x"), "mine");
    assertThat(fit()).is(aFailureThatSays(model + " is there already"));
    assertThat(something).hasContent("mine");
    assertThat(model.resolveSibling("c.model.fit")).doesNotExist();
  }

  @Test
  void anInterruptedFitGoesOnOrBeginsAgainAndNeverBoth() throws IOException {
    Path work = Files.createDirectories(folder.resolve("c.model.fit"));
    assertThat(fit("--resume", "--restart")).is(aMistakeThatSays("exclude each other"));
    assertThat(work).isDirectory();
  }

  @Test
  void aMissingCorpusOrBaseFailsInOneLine() {
    corpus = folder.resolve("none.jsonl").toString();
    assertThat(fit()).is(aFailureThatSays("no corpus at " + corpus));
    corpus = folder.resolve("c.jsonl").toString();
    String none = folder.resolve("none.gguf").toString();
    assertThat(fit("--base", none)).is(aFailureThatSays("no base model " + none));
  }

  @Test
  void withoutAnOutputNothingIsDone() {
    assertThat(CliRun.of("fit", corpus))
        .matches(run -> run.exit() == 2 && run.err().contains("--output=PATH"));
  }

  private CliRun fit(String... options) {
    List<String> args = new ArrayList<>(List.of("fit", corpus, "-o", model.toString()));
    args.addAll(List.of(options));
    return CliRun.of(args.toArray(String[]::new));
  }

  private static Condition<CliRun> aMistakeThatSays(String... parts) {
    return says(2, parts);
  }

  private static Condition<CliRun> aFailureThatSays(String... parts) {
    return says(1, parts);
  }

  private static Condition<CliRun> says(int exit, String... parts) {
    return new Condition<>(
        run ->
            run.exit() == exit
                && run.out().isEmpty()
                && run.err().lines().count() == 1
                && List.of(parts).stream().allMatch(run.err()::contains),
        "exit %d and one line with %s",
        exit,
        List.of(parts));
  }
}
