package topiclora.cli;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.similar.Neighbours;
import topiclora.similar.Neighbours.Neighbour;

/** Finds the documents most like one. */
@Command(
    name = "similar",
    description = "List the documents most like one of them, by the cosine of their vectors.",
    footer = {"Example:", "  topiclora similar news.model item-17 -k 5"})
final class SimilarCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(index = "1", paramLabel = "ID", description = "id of the document in its corpus")
  private String id = "";

  @Option(names = "-k", paramLabel = "N", description = "how many (${DEFAULT-VALUE})")
  private int k = 10;

  @Option(names = "--json", description = "print [{\"id\",\"title\",\"cosine\"}, ...]")
  private boolean json;

  /** One of {@code --json}. */
  record Found(String id, @Nullable String title, double cosine) {
    static Found of(Neighbour neighbour) {
      return new Found(neighbour.document().id(), neighbour.document().title(), neighbour.cosine());
    }
  }

  SimilarCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Figures.requirePositive("-k", k);
    List<Neighbour> nearest = Neighbours.of(model.load()).nearest(id, k);
    if (json) {
      shell.out().println(Json.of(nearest.stream().map(Found::of).toList()));
    } else {
      print(shell.out(), nearest);
    }
  }

  static void print(PrintStream out, List<Neighbour> nearest) {
    Columns columns = new Columns(">cosine", "id", "title");
    for (Neighbour neighbour : nearest) {
      columns.row(
          Figures.two(neighbour.cosine()),
          neighbour.document().id(),
          Named.title(neighbour.document()));
    }
    columns.print(out);
  }
}
