package topiclora.cli.explore;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.BaseOption;
import topiclora.cli.Json;
import topiclora.cli.Reporting;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ClusteringOptions;
import topiclora.cli.option.ModelParameter;
import topiclora.core.ClusterOptions;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.model.BaseModel;
import topiclora.report.ReportFormat;
import topiclora.report.ReportOptions;
import topiclora.report.internal.content.Report;
import topiclora.report.internal.write.ReportWriter;

/** Writes all that there is to see of a model. */
@Command(
    name = "report",
    description = {
      "Write one page with all that there is to see of a model: a map of the documents, topics and"
          + " how they join, clusters, topics over time, what the vectors are worth. The page needs"
          + " no network, and can be sent as it is; it holds titles and the beginnings of texts.",
      "",
      "Or write what is behind the page: --format csv, a folder of tables for a spreadsheet, or"
          + " --format json, everything as one value."
    },
    footer = {
      "Examples:",
      "  topiclora report news.model -o news.html",
      "  topiclora report news.model -o news.html --by author --method hdbscan",
      "  topiclora report news.model -o tables --format csv"
    })
final class ReportCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PLACE",
      required = true,
      description = "file to write, or folder for --format csv")
  private Path output = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html, csv or json (default: html)")
  private ReportFormat format = ReportFormat.HTML;

  @Option(
      names = "--by",
      paramLabel = "FIELD",
      description =
          "field of the corpus to set topics against: over time where it holds dates, else for each"
              + " of its values (default: the first field of dates)")
  private @Nullable String by;

  @Option(
      names = "--words",
      paramLabel = "N",
      description = "words of each topic (${DEFAULT-VALUE}); 0 does without the base model")
  private int words = 10;

  @Option(
      names = "--excerpt",
      paramLabel = "N",
      description = "characters of each text that go in (${DEFAULT-VALUE})")
  private int excerpt = 200;

  @Mixin private ClusteringOptions clustering = new ClusteringOptions();

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--json",
      description =
          "print {\"output\", \"format\", \"documents\", \"topics\", \"clusters\", \"seconds\"}")
  private boolean json;

  /** What {@code --json} prints. */
  record Written(
      String output, String format, int documents, int topics, int clusters, double seconds) {}

  ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    long start = System.nanoTime();
    if (words != 0) {
      Numbers.requirePositive("--words", words);
    }
    ClusterOptions clusters = clustering.options();
    TopicModel loaded = model.load();
    if (by != null) {
      loaded.requireField(by); // words take their time
    }
    var options =
        ReportOptions.defaults()
            .withGroupBy(by)
            .withWords(words)
            .withExcerptChars(excerpt)
            .withClusters(clusters);
    Report report = report(loaded, options);
    ReportWriter.write(report, format, output);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (json) {
      shell
          .out()
          .println(
              Json.of(
                  new Written(
                      output.toString(),
                      format.name().toLowerCase(Locale.ROOT),
                      report.documents().size(),
                      report.topics().size(),
                      report.clusters().size(),
                      seconds)));
    } else {
      shell.err().println("wrote " + Printable.of(output.toString()));
    }
  }

  private Report report(TopicModel loaded, ReportOptions options) {
    var reporting = new Reporting(model.folder(), options);
    if (words == 0) {
      return reporting.of(loaded, null);
    }
    try (ProgressBar progress = shell.progress();
        BaseModel opened = base.open(shell, progress)) {
      return reporting.of(loaded, opened);
    }
  }
}
