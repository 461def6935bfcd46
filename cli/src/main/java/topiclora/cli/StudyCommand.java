package topiclora.cli;

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
import topiclora.lm.TopicLoraException.BadModel;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.tensor.Device;
import topiclora.study.Study;
import topiclora.study.Study.Remaining;
import topiclora.study.baselines.LibraryLogs;
import topiclora.study.context.Plan;
import topiclora.study.context.StudyCorpus;
import topiclora.study.hypotheses.Hypothesis;
import topiclora.study.result.StudyReport;

/** Puts the conjectures that the program is built on to a corpus. */
@Command(
    name = "study",
    sortOptions = false,
    description = {
      "Is the idea true of this corpus? Eleven questions, each answered by fits of its own with"
          + " held-out figures, tables, pictures and a verdict whose rule stands beside it.",
      "",
      "Hours on a corpus of a thousand documents; --quick takes minutes and means less. Ctrl-C is"
          + " safe at any time: the same command goes on, and no fit is made twice. The report has"
          + " no text of the corpus in it; DIR/runs, which holds the fits, has ids and titles."
    },
    footer = {
      "Examples:",
      "  topiclora study news.jsonl -o news.study --quick",
      "  topiclora study asked.jsonl -o study --qa qa.jsonl --seeds 3 --limit 1000"
    })
final class StudyCommand implements Runnable {
  private static final int QUICK_DOCUMENTS = 56;
  private static final int QUICK_TOKENS = 64;
  private static final int TOKENS = 128;
  private static final int SEEDS = 3;
  private static final int QUICK_TAUGHT = 12;
  private static final int TAUGHT = 120;

  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CORPUS", description = "the documents, as fit takes them")
  private Path corpus = Path.of("");

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "folder for README.md, study.json, the pictures, and the fits in runs/")
  private Path output = Path.of("");

  @Option(
      names = "--qa",
      paramLabel = "QA",
      description = "questions with \"question\", \"answer\" and \"doc\", for the one on plugins")
  private @Nullable Path questions;

  @Option(names = "--quick", description = "56 documents of 64 tokens, one seed, one pass")
  private boolean quick;

  @Option(names = "--seeds", paramLabel = "N", description = "times each figure is measured (3)")
  private @Nullable Integer seeds;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "documents at most, spread evenly over the corpus (all)")
  private @Nullable Integer limit;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "tokens of a document at most (128)")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--only",
      paramLabel = "N,...",
      split = ",",
      description = "numbers of the questions to answer, 1 to 11 (all)")
  private List<Integer> only = List.of();

  @Mixin private MachineOptions machine = new MachineOptions();

  @Option(names = "--json", description = "print what DIR/study.json has, on one line")
  private boolean json;

  StudyCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    LibraryLogs.silence();
    machine.requireSane();
    int documents = limit == null ? (quick ? QUICK_DOCUMENTS : Integer.MAX_VALUE) : limit;
    Numbers.requirePositive("--limit", documents);
    Plan plan = plan();
    List<Hypothesis> chosen = chosen();
    requireStudy(output);
    StudyCorpus subject =
        StudyCorpus.of(corpus, questions, documents, quick ? QUICK_TAUGHT : TAUGHT);
    StudyReport report = study(subject, plan, chosen);
    if (json) {
      shell.out().println(report.json());
    } else {
      Verdicts.print(shell.out(), report);
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
    for (int number : only) {
      if (number < 1 || number > all.size()) {
        throw new IllegalArgumentException(
            "--only names question %d, there are 1 to %d".formatted(number, all.size()));
      }
    }
    return all.stream().filter(q -> only.isEmpty() || only.contains(q.number())).toList();
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

  private StudyReport study(StudyCorpus subject, Plan plan, List<Hypothesis> chosen) {
    try (ProgressBar progress = shell.progress();
        BaseModel model = machine.open(shell, progress)) {
      progress.close();
      List<String> typed = spec.commandLine().getParseResult().originalArgs();
      try (var watch = Unfinished.watch(shell, Quoted.command(shell, typed))) {
        Study study = new Study(model, subject, plan, output, progress);
        say(study.remaining(chosen));
        return study.run(
            chosen,
            study.setting(
                "topiclora " + String.join(" ", typed.stream().map(Quoted::of).toList()),
                shell.environment().getOrDefault("TOPICLORA_COMMIT", ""),
                Processor.name() + ", " + Device.describe() + ", " + model.type(),
                LocalDate.now(ZoneOffset.UTC).toString()),
            answer -> {
              progress.close();
              shell.err().println(Verdicts.line(answer));
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
                : "study: %d fits ahead%s; about %s for them, and half as long again for figures and"
                        .formatted(ahead.missing(), there, Units.time(ahead.seconds()))
                    + " plugins");
  }
}
