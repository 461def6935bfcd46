package topiclora.cli.fit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import topiclora.cli.Fitted;
import topiclora.cli.Fitting;
import topiclora.cli.Json;
import topiclora.cli.Remarks;
import topiclora.cli.Reporting;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Quoted;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.FittingOptions;
import topiclora.cli.option.ModulationOptions;
import topiclora.core.LearningOptions;
import topiclora.core.Modulate;
import topiclora.core.TextUnit;
import topiclora.core.internal.model.TokenizedCorpus;
import topiclora.core.internal.model.TopicModel;
import topiclora.corpus.Corpus;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.Questions;
import topiclora.report.ReportFormat;
import topiclora.report.internal.write.ReportWriter;

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
      "Ctrl-C is safe at any time: --resume goes on where it stopped."
    },
    footer = {
      "Examples:",
      "  topiclora fit news.jsonl -o news.model",
      "  topiclora fit news.csv -o news.model --report news.html",
      "  topiclora fit notes/ -o notes.model --rank 32 --max-tokens 512 --json",
      "  topiclora fit asked.jsonl -o teacher --preset plugins --qa qa.jsonl --no-vectors",
      "  topiclora fit notes/ -o plugins --from teacher"
    })
final class FitCommand implements Runnable {
  private static final Set<String> BESIDE_FROM =
      Set.of(
          "--output",
          "--base",
          "--device",
          "--from",
          "--keep",
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
      paramLabel = "MODEL",
      description = "folder to make; must not be there yet")
  private Path output = Path.of("");

  @Mixin private ComputeMixin machine = new ComputeMixin();
  @Mixin private FittingOptions learning = new FittingOptions();
  @Mixin private ModulationOptions form = new ModulationOptions();

  @Option(
      names = "--qa",
      paramLabel = "QA",
      description =
          "questions about the documents, JSON lines with \"question\", \"answer\" and \"doc\", for"
              + " --preset plugins; without them they are made by rule")
  private @Nullable Path questions;

  @Option(
      names = "--no-vectors",
      description =
          "with --preset plugins: learn the shared part alone, for another fit's --from; fitting"
              + " these documents' own vectors takes longer than that")
  private boolean noVectors;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "take all options and the shared part of another model: only the documents' vectors are"
              + " fitted")
  private @Nullable Path from;

  @Option(
      names = "--report",
      paramLabel = "PAGE",
      description = "write the page of the command report there, too; not for --preset plugins")
  private @Nullable Path report;

  @Option(names = "--resume", description = "go on with a fit that was interrupted")
  private boolean resume;

  @Option(names = "--restart", description = "throw the work of such a fit away and begin again")
  private boolean restart;

  @Option(
      names = "--json",
      description =
          "print {\"documents\", \"windows\", \"seconds\", \"own\", \"zero\", \"other\","
              + " \"passes\", \"model\"}")
  private boolean json;

  FitCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    requireNoOptionsBesideFrom();
    Fitting.MetaTraining teaching = teaching();
    LearningOptions options =
        (teaching.sharedFrom() == null
                ? form.into(learning.options())
                : learning.keeping(teaching.sharedFrom().options().toBuilder()))
            .build();
    if (options.textUnit() == TextUnit.WINDOWS && !teaching.questions().isEmpty()) {
      throw new IllegalArgumentException("--qa goes with --preset plugins: topics ask nothing");
    }
    if (options.textUnit() == TextUnit.WINDOWS && noVectors) {
      throw new IllegalArgumentException(
          "--no-vectors goes with --preset plugins: topics are their documents' vectors");
    }
    requireReportable(options);
    machine.requireSane();
    StopHint.requireChoice(output, resume, restart);
    Fitting.requireFree(output);
    Fitted fitted = fit(Corpus.open(corpus), options, teaching);
    if (json) {
      shell.out().println(Json.of(fitted));
    } else {
      fitted.print(shell, next(options));
    }
  }

  /** With --from nothing is chosen anew: what was given for it would be passed over in silence. */
  private void requireNoOptionsBesideFrom() {
    List<String> chosen =
        spec.commandLine().getParseResult().matchedOptions().stream()
            .map(OptionSpec::longestName)
            .filter(name -> !BESIDE_FROM.contains(name))
            .toList();
    if (from != null && !chosen.isEmpty()) {
      throw new IllegalArgumentException(
          "--from takes the options of that model; leave out " + String.join(", ", chosen));
    }
  }

  /** What a model of these options is for. */
  private List<List<String>> next(LearningOptions options) {
    String model = output.toString();
    if (noVectors) {
      return List.of(List.of("fit", "CORPUS", "-o", "NEW", "--from", model));
    }
    if (options.modulation().modulate() == Modulate.NONE) {
      return List.of(); // there are no vectors to look at
    }
    return switch (options.textUnit()) {
      case SENTENCES -> List.of(List.of("ask", model, "a question"));
      case WINDOWS ->
          Stream.of("topics", "outliers", "vectors").map(c -> List.of(c, model)).toList();
    };
  }

  private void requireReportable(LearningOptions options) {
    if (report == null) {
      return;
    }
    if (options.textUnit() != TextUnit.WINDOWS
        || options.modulation().modulate() == Modulate.NONE) {
      throw new IllegalArgumentException(
          "--report shows topics and a map: it goes with --preset topics, and not with --form"
              + " lora");
    }
    ReportWriter.requireFile(report);
  }

  private Fitting.MetaTraining teaching() {
    return new Fitting.MetaTraining(
        questions == null ? List.of() : Questions.read(questions),
        from == null ? null : TopicModel.load(from),
        !noVectors);
  }

  private Fitted fit(Corpus documents, LearningOptions options, Fitting.MetaTraining teaching) {
    try (ProgressBar progress = shell.progress();
        BaseModel model = machine.open(shell, progress)) {
      progress.close();
      TokenizedCorpus catalogue = TokenizedCorpus.of(model, documents, options);
      Remarks.say(shell, catalogue);
      TopicModel result;
      try (var watch = StopHint.watch(shell, Quoted.command(shell, again()))) {
        result =
            new Fitting(model, documents, catalogue, options, teaching, output, resume)
                .run(progress);
      }
      if (report != null) { // whoever stops it here has the model, and the command report
        ReportWriter.write(Reporting.defaults(output).of(result, model), ReportFormat.HTML, report);
        progress.close();
        shell.err().println("wrote " + Printable.of(report.toString()));
      }
      return Fitted.of(result, catalogue, output);
    }
  }

  /** This command line, to go on after an interruption. */
  private List<String> again() {
    List<String> args = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    args.remove("--restart");
    if (!resume) {
      args.add("--resume");
    }
    return args;
  }
}
