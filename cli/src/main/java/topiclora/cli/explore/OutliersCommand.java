package topiclora.cli.explore;

import java.io.PrintStream;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.ExplainedOutlier;
import topiclora.cli.Json;
import topiclora.cli.Named;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ModelParameter;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.outlier.Outliers;
import topiclora.core.internal.outlier.Outliers.Outlier;
import topiclora.plugins.internal.retrieve.KeptTexts;

/** Lists the documents that are like no others. */
@Command(
    name = "outliers",
    description = {
      "List the most unusual documents: those whose vector is longest for a document of that"
          + " length.",
      "",
      "outlier is how much longer, in standard deviations over the corpus; above 2 is worth a look."
          + " distance is how far on average the 15 nearest vectors are; gain what the vector"
          + " is worth on held-out text, in nats per token. --why adds the nearest documents, and"
          + " the topics that stick out."
    },
    footer = {"Example:", "  topiclora outliers news.model -k 20 --why"})
final class OutliersCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(names = "-k", paramLabel = "N", description = "how many (${DEFAULT-VALUE})")
  private int k = 10;

  @Option(
      names = "--why",
      description = "say of each what is nearest to it, and which topics stick out")
  private boolean why;

  @Option(
      names = "--json",
      description =
          "print [{\"id\",\"title\",\"outlier\",\"norm\",\"windows\",\"distance\",\"gain\","
              + "\"nearest\":[{\"id\",\"title\",\"cosine\"},...],"
              + "\"topics\":[{\"component\",\"share\",\"terms\":[...]},...]}, ...]")
  private boolean json;

  OutliersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Numbers.requirePositive("-k", k);
    TopicModel loaded = model.load();
    List<Outlier> outliers = Outliers.of(loaded).stream().limit(k).toList();
    if (!json && !why) {
      print(shell.out(), outliers);
      return;
    }
    List<ExplainedOutlier> explained;
    try (KeptTexts texts = KeptTexts.of(model.folder())) {
      explained = ExplainedOutlier.of(loaded, outliers, texts);
    }
    if (json) {
      shell.out().println(Json.of(explained));
    } else {
      ExplainedOutlier.print(shell.out(), explained);
    }
  }

  static void print(PrintStream out, List<Outlier> outliers) {
    Columns columns = new Columns(">outlier", ">norm", "id", "title");
    for (Outlier outlier : outliers) {
      columns.row(
          Numbers.two(outlier.score()),
          Numbers.two(outlier.document().norm()),
          outlier.document().id(),
          Named.title(outlier.document()));
    }
    columns.print(out);
  }
}
