package topiclora.cli.explore;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.Json;
import topiclora.ReportResult;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ClusteringOptions;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;
import topiclora.report.ReportFormat;
import topiclora.report.ReportOptions;

/** Writes all that there is to see of a model. */
@Command(
    name = "report",
    description = {
      "Write one page with all that there is to see of a model: a map of the documents, topics and"
          + " their hierarchy, clusters, topics over time, held-out NLL. The page needs no network,"
          + " and can be sent as it is; it holds titles and the beginnings of texts.",
      "",
      "Or write what is behind the page: --format csv, a folder of tables for a spreadsheet, or"
          + " --format json, everything as one value."
    },
    footer = {
      "Examples:",
      "  topiclora report news.model -o news.html",
      "  topiclora report news.model -o news.html --group-by author --method hdbscan",
      "  topiclora report news.model -o tables --format csv"
    })
public final class ReportCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      required = true,
      description = "file to write, or folder for --format csv")
  private Path output = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "html|csv|json",
      description = "a page, a folder of tables, or one value (html)")
  private ReportFormat format = ReportFormat.HTML;

  @Option(
      names = "--group-by",
      paramLabel = "FIELD",
      description =
          "topic shares by a field, label or other metadata; dates by spans of time (the first"
              + " field of dates)")
  private @Nullable String groupBy;

  @Option(
      names = "--words",
      paramLabel = "N",
      description = "words of each topic; 0 does without the base model (${DEFAULT-VALUE})")
  private int words = ReportOptions.defaults().words();

  @Option(
      names = "--excerpt-chars",
      paramLabel = "N",
      description = "characters of each text that go in (${DEFAULT-VALUE})")
  private int excerptChars = ReportOptions.defaults().excerptChars();

  @Mixin private ClusteringOptions clustering = new ClusteringOptions();

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(
      names = "--json",
      description = "print output, format, documents, topics, clusters, seconds")
  private boolean json;

  public ReportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    if (words != 0) {
      Numbers.requirePositive("--words", words);
    }
    ReportOptions options =
        ReportOptions.defaults()
            .withGroupBy(groupBy)
            .withWords(words)
            .withExcerptChars(excerptChars)
            .withClusters(clustering.options());
    ReportResult written;
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress);
        TopicLoraModel loaded = lora.load(model.folder())) {
      written = loaded.report(output, format, options);
    }
    if (json) {
      shell.out().println(Json.of(written));
    } else {
      shell.err().println("wrote " + Printable.of(output.toString()));
    }
  }
}
