package topiclora.cli.study;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Quoted;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.fit.StopHint;
import topiclora.cli.option.ComputeMixin;
import topiclora.lm.BaseStore;
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Compute;
import topiclora.study.Study;
import topiclora.study.Study.Remaining;
import topiclora.study.baselines.LibraryLogs;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyCorpus;
import topiclora.study.hypotheses.Hypothesis;
import topiclora.study.result.StudyReport;

/** Tests the hypotheses that the program is built on, on a corpus. */
@Command(
    name = "study",
    sortOptions = false,
    description = {
      "Test the method on a corpus: eleven hypotheses, each with fits of its own, held-out NLL,"
          + " tables, plots, and a result by a rule that stands beside it.",
      "",
      "Hours on a corpus of a thousand documents; --quick takes minutes and means less. Ctrl-C is"
          + " safe at any time: the same command goes on, and no fit is made twice. The report has"
          + " no text of the corpus in it; DIR/runs, which holds the fits, has ids and titles."
    },
    footer = {
      "Examples:",
      "  topiclora study news.jsonl -o news.study --quick",
      "  topiclora study asked.jsonl -o study --qa qa.jsonl --seeds 3 --max-documents 1000"
    })
public final class StudyCommand implements Runnable {
  private static final int QUICK_DOCUMENTS = 56;
  private static final int QUICK_TOKENS = 64;
  private static final int TOKENS = 128;
  private static final int SEEDS = 3;
  private static final int QUICK_META_DOCUMENTS = 12;
  private static final int META_DOCUMENTS = 120;

  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CORPUS", description = "the documents, as fit takes them")
  private Path corpus = Path.of("");

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "folder for README.md, study.json, the plots, and the fits in runs/")
  private Path output = Path.of("");

  @Option(
      names = "--qa",
      paramLabel = "QA",
      description =
          "questions with \"question\", \"answer\" and \"doc\", for the hypothesis on plugins")
  private @Nullable Path questions;

  @Option(names = "--quick", description = "56 documents of 64 tokens, one seed, one epoch")
  private boolean quick;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "times that each value is measured (3)")
  private @Nullable Integer seeds;

  @Option(
      names = "--max-documents",
      paramLabel = "N",
      description = "documents at most, spread evenly over the corpus (all)")
  private @Nullable Integer maxDocuments;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "tokens of a document that are read at most (128)")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--hypotheses",
      paramLabel = "N,...",
      split = ",",
      description = "numbers of the hypotheses to test, 1 to 11 (all)")
  private List<Integer> hypotheses = List.of();

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(names = "--json", description = "print what DIR/study.json has, on one line")
  private boolean json;

  public StudyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    LibraryLogs.silence();
    compute.requireSane();
    int documents =
        maxDocuments == null ? (quick ? QUICK_DOCUMENTS : Integer.MAX_VALUE) : maxDocuments;
    Numbers.requirePositive("--max-documents", documents);
    Plan plan = plan();
    List<Hypothesis> chosen = chosen();
    requireStudy(output);
    StudyCorpus studied =
        StudyCorpus.of(corpus, questions, documents, quick ? QUICK_META_DOCUMENTS : META_DOCUMENTS);
    StudyReport report = study(studied, plan, chosen);
    if (json) {
      shell.out().println(report.json());
    } else {
      StudyLines.print(shell.out(), report);
      shell.out().println();
      shell
          .out()
          .println("The report is in " + Printable.of(output.resolve("README.md").toString()));
    }
  }

  private Plan plan() {
    int times = seeds == null ? (quick ? 1 : SEEDS) : seeds;
    int tokens = maxTokens == null ? (quick ? QUICK_TOKENS : TOKENS) : maxTokens;
    return quick ? Plan.quick(times, tokens) : Plan.full(times, tokens);
  }

  private List<Hypothesis> chosen() {
    List<Hypothesis> all = Hypothesis.all();
    for (int number : hypotheses) {
      if (number < 1 || number > all.size()) {
        throw new IllegalArgumentException(
            "--hypotheses names number %d, there are 1 to %d".formatted(number, all.size()));
      }
    }
    return all.stream()
        .filter(one -> hypotheses.isEmpty() || hypotheses.contains(one.number()))
        .toList();
  }

  /** A folder of something else is left alone. */
  private static void requireStudy(Path folder) {
    boolean ours = Files.isDirectory(folder.resolve("runs"));
    if (Files.exists(folder) && !ours && !isEmpty(folder)) {
      throw new BadModel(
          folder + " is there already, and no study; name another output, or remove it first");
    }
  }

  private static boolean isEmpty(Path folder) {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (var files = Files.list(folder)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw Storage.of("cannot read " + folder, e);
    }
  }

  private BaseModel open(ProgressBar progress) {
    Path place = BaseStore.open(shell.environment()).resolve(compute.base(), progress);
    return BaseModel.open(place, compute.compute());
  }

  private StudyReport study(StudyCorpus studied, Plan plan, List<Hypothesis> chosen) {
    try (ProgressBar progress = shell.progress();
        BaseModel model = open(progress)) {
      progress.close();
      List<String> typed = spec.commandLine().getParseResult().originalArgs();
      try (var watch = StopHint.watch(shell, Quoted.command(shell, typed))) {
        Study study = new Study(model, studied, plan, output, progress);
        say(study.remaining(chosen));
        return study.run(
            chosen,
            study.setting(
                "topiclora " + String.join(" ", typed.stream().map(Quoted::of).toList()),
                shell.environment().getOrDefault("TOPICLORA_COMMIT", ""),
                Processor.name() + ", " + Compute.describe() + ", " + model.type(),
                LocalDate.now(ZoneOffset.UTC).toString()),
            answer -> {
              progress.close();
              shell.err().println(StudyLines.line(answer));
            });
      }
    }
  }

  private void say(Remaining ahead) {
    String there = ahead.fits() == ahead.missing() ? "" : ", the others are there already";
    shell
        .err()
        .println(
            ahead.missing() == 0
                ? "study: all %d fits are there already".formatted(ahead.fits())
                : "study: %d fits ahead%s; about %s for them, and half as long again for metrics and"
                        .formatted(ahead.missing(), there, Units.time(ahead.seconds()))
                    + " plugins");
  }
}
