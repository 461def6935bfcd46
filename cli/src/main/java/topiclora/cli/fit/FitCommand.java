package topiclora.cli.fit;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import topiclora.FitOptions;
import topiclora.Json;
import topiclora.ModelSummary;
import topiclora.PluginFitOptions;
import topiclora.SharedFitOptions;
import topiclora.TopicFitOptions;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Quoted;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.FittingOptions;
import topiclora.cli.option.FittingOptions.Preset;
import topiclora.cli.option.ModulationOptions;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.Provenance;
import topiclora.core.TextUnit;
import topiclora.corpus.Corpus;
import topiclora.corpus.Question;
import topiclora.lm.BaseStore;
import topiclora.plugins.Questions;
import topiclora.report.ReportFormat;

/** Fits a model of a corpus. */
@Command(
    name = "fit",
    sortOptions = false,
    description = {
      "Learn one shared LoRA and one short vector per document, and save them as a model folder.",
      "",
      "CORPUS is a file of JSON lines with \"text\" and, where it has them, \"id\", \"title\" and"
          + " \"label\" (never used by a fit); a .csv or .tsv with such a header; or a folder of"
          + " .txt and .md.",
      "",
      "Ctrl-C is safe at any time: the same command goes on where it stopped."
    },
    footer = {
      "Examples:",
      "  topiclora fit news.jsonl -o news.model",
      "  topiclora fit news.csv -o news.model --report news.html",
      "  topiclora fit notes/ -o notes.model --rank 32 --max-tokens 512 --json",
      "  topiclora fit asked.jsonl -o meta --preset plugins --qa qa.jsonl --meta-train-only",
      "  topiclora fit notes/ -o plugins.model --shared-from meta"
    })
public final class FitCommand implements Runnable {
  private static final Set<String> BESIDE_SHARED_FROM =
      Set.of(
          "--output",
          "--base",
          "--device",
          "--shared-from",
          "--max-nonzero",
          "--threads",
          "--report",
          "--resume",
          "--restart",
          "--json",
          "--verbose");

  private final Shell shell;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CORPUS", description = "the documents")
  private Path corpus = Path.of("");

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PATH",
      description = "folder to make; must not be there yet")
  private Path output = Path.of("");

  @Mixin private ComputeMixin compute = new ComputeMixin();
  @Mixin private FittingOptions fitting = new FittingOptions();
  @Mixin private ModulationOptions modulation = new ModulationOptions();

  @Option(
      names = "--qa",
      paramLabel = "QA",
      description =
          "questions about the documents, JSON lines with \"question\", \"answer\" and \"doc\"; for"
              + " --preset plugins (generated cloze questions)")
  private @Nullable Path questions;

  @Option(
      names = "--meta-train-only",
      description = "with --preset plugins: only the shared adapter, for another fit")
  private boolean metaTrainOnly;

  @Option(
      names = "--shared-from",
      paramLabel = "MODEL",
      description = "take all options and the shared adapter of a model; only fit vectors")
  private @Nullable Path sharedFrom;

  @Option(
      names = "--report",
      paramLabel = "PAGE",
      description = "write the page of the command report, too; not for --preset plugins")
  private @Nullable Path report;

  @Option(
      names = "--resume",
      description = "go on with a fit that was interrupted; this is the default")
  private boolean resume;

  @Option(names = "--restart", description = "throw the work of such a fit away and begin again")
  private boolean restart;

  @Option(
      names = "--json",
      description =
          "print documents, dimensions, windows, seconds, NLL, perplexity, epochs, base, model")
  private boolean json;

  public FitCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    requireNoOptionsBesideSharedFrom();
    if (resume && restart) {
      throw new IllegalArgumentException("--resume and --restart exclude each other");
    }
    FitOptions options = options().withRestart(restart);
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress)) {
      if (report != null) {
        requireReportable(learning(lora, options), report);
      }
      try (TopicLoraModel model = fit(lora, Corpus.open(corpus), options)) {
        progress.close();
        if (report != null) { // whoever stops it here has the model, and the command report
          model.report(report);
          progress.close();
          shell.err().println("wrote " + Printable.of(report.toString()));
        }
        print(model);
      }
    }
  }

  private void print(TopicLoraModel model) {
    if (json) {
      shell.out().println(Json.of(model.summary()));
      return;
    }
    PrintStream out = shell.out();
    if (metaTrainOnly) {
      Provenance from = model.provenance();
      out.printf(
          "Fitted a shared adapter to %s documents in %s.%n%n",
          Units.count(from.documents()), Units.time(from.seconds()));
    } else {
      print(model.summary());
    }
    printNext(model);
  }

  private TopicLoraModel fit(TopicLora lora, Corpus documents, FitOptions options) {
    try (var hint = StopHint.watch(shell, Quoted.command(shell, again()))) {
      return lora.fit(documents, output, options);
    }
  }

  private FitOptions options() {
    if (sharedFrom != null) {
      return FitOptions.sharedFrom(sharedFrom).withMaxNonzero(fitting.maxNonzero());
    }
    LearningOptions learning = modulation.into(fitting.options()).build();
    if (fitting.preset() == Preset.PLUGINS) {
      List<Question> asked = questions == null ? List.of() : Questions.read(questions);
      return FitOptions.plugins()
          .withLearning(learning)
          .withQuestions(asked)
          .withMetaTrainOnly(metaTrainOnly);
    }
    if (questions != null) {
      throw new IllegalArgumentException("--qa goes with --preset plugins: topics ask nothing");
    }
    if (metaTrainOnly) {
      throw new IllegalArgumentException(
          "--meta-train-only goes with --preset plugins: topics are their documents' vectors");
    }
    return FitOptions.topics().withLearning(learning);
  }

  /** With --shared-from nothing is chosen anew: what was given would be passed over in silence. */
  private void requireNoOptionsBesideSharedFrom() {
    List<String> chosen =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .filter(name -> !BESIDE_SHARED_FROM.contains(name))
            .toList();
    if (sharedFrom != null && !chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "--shared-from takes the options of that model; leave out " + String.join(", ", chosen));
    }
  }

  /** What is fitted, which with --shared-from the other model says. */
  private static LearningOptions learning(TopicLora lora, FitOptions options) {
    return switch (options) {
      case TopicFitOptions topics -> topics.learning();
      case PluginFitOptions plugins -> plugins.learning();
      case SharedFitOptions shared -> {
        try (TopicLoraModel from = lora.load(shared.model())) {
          yield from.options();
        }
      }
    };
  }

  private static void requireReportable(LearningOptions learning, Path report) {
    if (learning.textUnit() != TextUnit.WINDOWS
        || learning.modulation().modulate() == Modulate.NONE) {
      throw new IllegalArgumentException(
          "--report shows topics and a map: it goes with --preset topics, and not with --modulate"
              + " none");
    }
    ReportFormat.requireFile(report);
  }

  private void print(ModelSummary fitted) {
    PrintStream out = shell.out();
    out.printf(
        "Fitted %s documents (%s windows) in %s.%n%n",
        Units.count(fitted.documents()),
        Units.count(fitted.windows()),
        Units.time(fitted.seconds()));
    HeldOutLines.print(out, fitted.heldOut());
    out.println();
  }

  private void printNext(TopicLoraModel model) {
    PrintStream out = shell.out();
    List<List<String>> next = next(model.options());
    out.println(
        "The model is in "
            + Printable.of(model.folder().toString())
            + (next.isEmpty() ? "." : ". Now try:"));
    for (List<String> command : next) {
      out.println("  " + Quoted.command(shell, command));
    }
  }

  /** What a model of these options is for. */
  private List<List<String>> next(LearningOptions learned) {
    String model = output.toString();
    if (metaTrainOnly) {
      return List.of(withBase("fit", "CORPUS", "-o", "NEW", "--shared-from", model));
    }
    if (learned.modulation().modulate() == Modulate.NONE) {
      return List.of(); // there are no vectors to look at
    }
    return switch (learned.textUnit()) {
      case SENTENCES -> List.of(withBase("ask", model, "a question"));
      case WINDOWS ->
          List.of(withBase("topics", model), List.of("outliers", model), List.of("vectors", model));
    };
  }

  /** A command that computes wants the base model of the fit, where that is not the default. */
  private List<String> withBase(String... command) {
    List<String> args = new ArrayList<>(List.of(command));
    if (!compute.base().equals(BaseStore.DEFAULT)) {
      args.addAll(List.of("--base", compute.base()));
    }
    return args;
  }

  /** This command line, to go on after an interruption. */
  private List<String> again() {
    List<String> args = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    args.remove("--restart");
    return args;
  }
}
