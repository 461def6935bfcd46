package topiclora.cli.explore;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.Json;
import topiclora.cli.Named;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ModelParameter;
import topiclora.core.internal.model.DocumentVector;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.Outliers;
import topiclora.core.internal.outlier.Outliers.Outlier;

/** Prints the vectors of all documents. */
@Command(
    name = "vectors",
    description = {
      "Print every document's vector, in the order of the corpus.",
      "",
      "norm is |x|, in standard deviations of what one window tells; outlier how unusual that is"
          + " for a document of this length, in standard deviations; gain what x is worth on"
          + " held-out text, in nats per token."
    },
    footer = {"Example:", "  topiclora vectors news.model --json > vectors.jsonl"})
final class VectorsCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(
      names = "--json",
      description =
          "print a line {\"id\",\"x\":[...],\"norm\",\"outlier\",\"gain\"} for each document; gain"
              + " is null where the document was too short to hold text out")
  private boolean json;

  /** A line of {@code --json}. */
  record Line(String id, float[] vector, double norm, double outlierScore, double nllReduction) {}

  VectorsCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    TopicModel loaded = model.load();
    Map<String, Double> outliers = new HashMap<>();
    for (Outlier outlier : Outliers.of(loaded)) {
      outliers.put(outlier.document().id(), outlier.score());
    }
    if (json) {
      for (DocumentVector d : loaded.documents()) {
        double outlier = Objects.requireNonNull(outliers.get(d.id()));
        shell
            .out()
            .println(Json.of(new Line(d.id(), d.vector(), d.norm(), outlier, d.nllReduction())));
      }
      return;
    }
    Columns columns = new Columns("id", ">norm", ">outlier", ">gain", "title");
    for (DocumentVector d : loaded.documents()) {
      double outlier = Objects.requireNonNull(outliers.get(d.id()));
      columns.row(
          d.id(),
          Numbers.two(d.norm()),
          Numbers.two(outlier),
          Numbers.signed(d.nllReduction()),
          Named.title(d));
    }
    columns.print(shell.out());
  }
}
