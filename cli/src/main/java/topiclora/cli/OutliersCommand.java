package topiclora.cli;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.similar.Outliers;
import topiclora.similar.Outliers.Outlier;

/** Lists the documents that are like no others. */
@Command(
    name = "outliers",
    description = {
      "List the most unusual documents: those whose vector is longest for a document of that"
          + " length.",
      "",
      "outlier is how much longer, in standard deviations over the corpus; above 2 is worth a look."
    },
    footer = {"Example:", "  topiclora outliers news.model -k 20"})
final class OutliersCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Option(names = "-k", paramLabel = "N", description = "how many (${DEFAULT-VALUE})")
  private int k = 10;

  @Option(names = "--json", description = "print [{\"id\",\"title\",\"outlier\",\"norm\"}, ...]")
  private boolean json;

  /** One of {@code --json}. */
  record Found(String id, @Nullable String title, double outlier, double norm) {
    static Found of(Outlier outlier) {
      return new Found(
          outlier.document().id(),
          outlier.document().title(),
          outlier.score(),
          outlier.document().norm());
    }
  }

  OutliersCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Figures.requirePositive("-k", k);
    List<Outlier> outliers = Outliers.of(model.load()).stream().limit(k).toList();
    if (json) {
      shell.out().println(Json.of(outliers.stream().map(Found::of).toList()));
    } else {
      print(shell.out(), outliers);
    }
  }

  static void print(PrintStream out, List<Outlier> outliers) {
    Columns columns = new Columns(">outlier", ">norm", "id", "title");
    for (Outlier outlier : outliers) {
      columns.row(
          Figures.two(outlier.score()),
          Figures.two(outlier.document().norm()),
          outlier.document().id(),
          Named.title(outlier.document()));
    }
    columns.print(out);
  }
}
