package topiclora.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.List;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import topiclora.ExportOptions.AdapterFormat;
import topiclora.cli.ask.AskCommand;
import topiclora.cli.ask.EvaluateQaCommand;
import topiclora.cli.ask.ExportCommand;
import topiclora.cli.base.BaseCommand;
import topiclora.cli.base.BaseList;
import topiclora.cli.base.BasePull;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Words;
import topiclora.cli.demo.DemoCommand;
import topiclora.cli.explore.ClustersCommand;
import topiclora.cli.explore.OutliersCommand;
import topiclora.cli.explore.ReportCommand;
import topiclora.cli.explore.SimilarCommand;
import topiclora.cli.explore.TopicsCommand;
import topiclora.cli.explore.VectorsCommand;
import topiclora.cli.fit.AddCommand;
import topiclora.cli.fit.EvaluateCommand;
import topiclora.cli.fit.FitCommand;
import topiclora.cli.fit.RemoveCommand;
import topiclora.cli.option.FittingOptions.Preset;
import topiclora.cli.study.StudyCommand;
import topiclora.core.ClusterOptions.Method;
import topiclora.core.DocumentVectors;
import topiclora.core.Modulate;
import topiclora.core.Prior;
import topiclora.core.Sharing;
import topiclora.core.VectorShape;
import topiclora.lm.Device;
import topiclora.plugins.ContextMode;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.DocumentsFrom;
import topiclora.plugins.QuestionFormat;
import topiclora.plugins.RetrieverKind;
import topiclora.report.ReportFormat;

/** The program {@code topiclora}. */
@Command(
    name = "topiclora",
    description = {
      "One small shared LoRA of a frozen language model, and one short vector per document: its"
          + " topics, its place among the others, and a knowledge plugin."
    },
    footer = {
      "topiclora COMMAND --help says more about a command. Results go to standard output,",
      "everything else to standard error. Exit status: 0 done, 1 failed, 2 wrong usage.",
      "",
      "Start with: topiclora demo"
    },
    versionProvider = Version.class)
public final class Main {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      order = 100,
      description = "show this text")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "show the version")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean version;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      order = 99,
      description = "show where an error comes from")
  private boolean verbose;

  private Main() {}

  /** Exits with 0 when done, 1 when it failed and 2 when it was asked wrongly. */
  public static void main(String... args) {
    LogManager.getLogManager().reset(); // what libraries log is no answer to what was asked
    System.exit(run(Shell.ofProcess(), args));
  }

  /** Runs one command and gives its exit status. */
  static int run(Shell shell, String... args) {
    Main main = new Main();
    Failure failure = new Failure(shell);
    CommandLine line = main.line(shell);
    line.setExecutionExceptionHandler((e, command, parsed) -> failure.execution(e, main.verbose));
    line.setParameterExceptionHandler(failure::usage);
    try {
      return line.execute(args);
    } catch (Error e) { // picocli hands over exceptions only
      return failure.execution(e, main.verbose);
    } finally {
      shell.out().flush();
      shell.err().flush();
    }
  }

  /** All commands and their options, as the parser knows them. */
  static CommandLine commandLine(Shell shell) {
    return new Main().line(shell);
  }

  private CommandLine line(Shell shell) {
    CommandLine line = new CommandLine(this);
    line.addSubcommand(
        new CommandLine(new BaseCommand())
            .addSubcommand(new BasePull(shell))
            .addSubcommand(new BaseList(shell)));
    for (Object command :
        List.of(
            new DemoCommand(shell),
            new FitCommand(shell),
            new AddCommand(shell),
            new RemoveCommand(shell),
            new TopicsCommand(shell),
            new SimilarCommand(shell),
            new OutliersCommand(shell),
            new ClustersCommand(shell),
            new VectorsCommand(shell),
            new ReportCommand(shell),
            new AskCommand(shell),
            new EvaluateCommand(shell),
            new EvaluateQaCommand(shell),
            new ExportCommand(shell),
            new StudyCommand(shell))) {
      line.addSubcommand(command);
    }
    line.setOut(new PrintWriter(shell.out(), true, UTF_8));
    line.setErr(new PrintWriter(shell.err(), true, UTF_8));
    Usage.style(line);
    words(line);
    return line;
  }

  /** Constants are written as words: fold-in, text-plain. */
  private static void words(CommandLine line) {
    word(line, Device.class);
    word(line, Preset.class);
    word(line, Modulate.class);
    word(line, VectorShape.class);
    word(line, Sharing.class);
    word(line, Prior.class);
    word(line, Method.class);
    word(line, DocumentVectors.class);
    word(line, ReportFormat.class);
    word(line, ContextMode.class);
    word(line, RetrieverKind.class);
    word(line, DocumentWeighting.class);
    word(line, DocumentsFrom.class);
    word(line, QuestionFormat.class);
    word(line, AdapterFormat.class);
  }

  private static <E extends Enum<E>> void word(CommandLine line, Class<E> type) {
    line.registerConverter(type, Words.of(type));
  }
}
