package topiclora.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import topiclora.bench.geometry.GeometryCommand;
import topiclora.bench.geometry.ModulationsCommand;
import topiclora.bench.outliers.BenchOutliersCommand;
import topiclora.bench.plugins.PluginsCommand;
import topiclora.bench.speed.SpeedCommand;
import topiclora.bench.topics.BenchTopicsCommand;
import topiclora.lm.TopicLoraException;
import topiclora.study.baselines.LibraryLogs;

/** Entry point of {@code topiclora bench}. */
@Command(
    name = "topiclora bench",
    description = "Measurements of speed and quality.",
    subcommands = {
      GeometryCommand.class,
      ModulationsCommand.class,
      SpeedCommand.class,
      BenchOutliersCommand.class,
      PluginsCommand.class,
      BenchTopicsCommand.class
    })
public final class Bench {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = CommandLine.ScopeType.INHERIT,
      description = "this text")
  @SuppressWarnings("UnusedVariable") // picocli looks at it
  private boolean help;

  private Bench() {}

  /** Exits with 0 when done, 1 when it failed and 2 when it was asked wrongly. */
  public static void main(String... args) {
    LibraryLogs.silence();
    System.exit(commands().execute(args));
  }

  static CommandLine commands() {
    return new CommandLine(new Bench())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Bench::failed);
  }

  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult parsed)
      throws Exception {
    return switch (failure) {
      case TopicLoraException known -> report(line, known, CommandLine.ExitCode.SOFTWARE);
      case IllegalArgumentException mistake -> report(line, mistake, CommandLine.ExitCode.USAGE);
      // A fault of ours: the trace says where.
      default -> throw failure;
    };
  }

  private static int report(CommandLine line, Exception failure, int exit) {
    line.getErr().println(failure.getMessage());
    return exit;
  }
}
