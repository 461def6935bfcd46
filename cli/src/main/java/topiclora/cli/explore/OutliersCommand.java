package topiclora.cli.explore;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.Json;
import topiclora.OutlierResult;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ModelParameter;

/** Lists the documents that are like no others. */
@Command(
    name = "outliers",
    description = {
      "List the outliers: documents whose vector has the largest norm for a document of that"
          + " length.",
      "",
      "score is by how much, in standard deviations over the corpus; above 2 is worth a look."
          + " distance is the mean distance to the 15 nearest vectors; NLL reduction is what the"
          + " vector gives on held-out text, in nats per token. --explain adds the nearest"
          + " documents and the dominant topics."
    },
    footer = {"Example:", "  topiclora outliers news.model -k 20 --explain"})
public final class OutliersCommand implements Runnable {
  private static final int SHOWN_TERMS = 3;
  private static final int NAME = 30;

  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(names = "-k", paramLabel = "N", description = "results at most (${DEFAULT-VALUE})")
  private int k = 10;

  @Option(names = "--explain", description = "nearest documents and dominant topics of each")
  private boolean explain;

  @Option(
      names = "--json",
      description =
          "print id, title, outlierScore, norm, windows, meanDistance, nllReduction, nearest,"
              + " dominantTopics")
  private boolean json;

  public OutliersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Numbers.requirePositive("-k", k);
    List<OutlierResult> outliers;
    try (TopicLora lora = ModelParameter.open(shell);
        TopicLoraModel loaded = lora.load(model.folder())) {
      outliers = loaded.outliers(k);
    }
    if (json) {
      shell.out().println(Json.of(outliers));
    } else if (explain) {
      explain(shell.out(), outliers);
    } else {
      print(shell.out(), outliers);
    }
  }

  /** A table of outliers. */
  public static void print(PrintStream out, List<OutlierResult> outliers) {
    Columns columns = new Columns(">score", ">norm", "id", "title");
    for (OutlierResult outlier : outliers) {
      columns.row(
          Numbers.two(outlier.outlierScore()),
          Numbers.two(outlier.norm()),
          outlier.id(),
          Objects.requireNonNullElse(outlier.title(), ""));
    }
    columns.print(out);
  }

  /** A line of figures for each, and below it the reasons. */
  private static void explain(PrintStream out, List<OutlierResult> outliers) {
    for (OutlierResult each : outliers) {
      out.printf(
          "%7s  |x| %s, distance %s, NLL reduction %s, %d windows  %s%n",
          Numbers.two(each.outlierScore()),
          Numbers.two(each.norm()),
          Numbers.two(each.meanDistance()),
          Numbers.signed(each.nllReduction()),
          each.windows(),
          Printable.of(
              each.title() == null ? each.id() : each.id() + "  " + each.title(), 2 * NAME));
      out.println(
          "         nearest: "
              + each.nearest().stream()
                  .map(
                      n ->
                          Printable.of(Objects.requireNonNullElse(n.title(), n.id()), NAME)
                              + " "
                              + Numbers.two(n.cosine()))
                  .collect(joining(" | ")));
      out.println(
          "         dominant topics: "
              + each.dominantTopics().stream().map(OutliersCommand::topic).collect(joining(" | ")));
    }
  }

  private static String topic(OutlierResult.DominantTopic topic) {
    String words = topic.terms().stream().limit(SHOWN_TERMS).collect(joining(", "));
    return String.format(
        Locale.ROOT,
        "%.0f %% x%d%s",
        100 * topic.share(),
        topic.component(),
        words.isEmpty() ? "" : " " + Printable.of(words, NAME));
  }
}
