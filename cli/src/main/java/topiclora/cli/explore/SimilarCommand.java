package topiclora.cli.explore;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.cli.BaseOption;
import topiclora.cli.Json;
import topiclora.cli.Named;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.WhereOption;
import topiclora.core.internal.model.TextVectors;
import topiclora.core.internal.model.TopicModel;
import topiclora.core.internal.similar.Duplicates;
import topiclora.core.internal.similar.Neighbours;
import topiclora.core.internal.similar.Neighbours.Neighbour;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.Storage;
import topiclora.lm.internal.model.BaseModel;
import topiclora.plugins.internal.retrieve.KeptTexts;

/** Finds the documents most like one. */
@Command(
    name = "similar",
    description = {
      "List the documents most like one of them, or like any text, by the cosine of their vectors.",
      "",
      "The vector of a text is what the model's encoder expects of it.",
      "",
      "With --duplicates: list the pairs of documents that have much of their wording in common,"
          + " runs of four words, whatever the punctuation and case."
    },
    footer = {
      "Examples:",
      "  topiclora similar news.model item-17 -k 5",
      "  topiclora similar news.model --text \"a ferry ran aground in the fog\"",
      "  topiclora similar news.model --file letter.txt --json",
      "  topiclora similar news.model item-17 --where label=sport --where year=2025",
      "  topiclora similar news.model --duplicates --overlap 0.8"
    })
final class SimilarCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "id of the document in its corpus")
  private @Nullable String id;

  @Option(names = "--text", paramLabel = "TEXT", description = "a text instead of a document")
  private @Nullable String text;

  @Option(names = "--file", paramLabel = "FILE", description = "the same, from a file in UTF-8")
  private @Nullable Path file;

  @Mixin private WhereOption where = new WhereOption();

  @Option(names = "--duplicates", description = "near duplicates among all documents")
  private boolean duplicates;

  @Option(
      names = "--overlap",
      paramLabel = "F",
      description = "share of wording from which they are duplicates (${DEFAULT-VALUE})")
  private double overlap = 0.5;

  @Mixin private BaseOption base = new BaseOption();

  @Option(names = "-k", paramLabel = "N", description = "how many (${DEFAULT-VALUE})")
  private int k = 10;

  @Option(
      names = "--json",
      description =
          "print [{\"id\",\"title\",\"cosine\"}, ...], or [{\"first\":{\"id\",\"title\"},"
              + "\"second\":{...},\"overlap\",\"cosine\"}, ...] of duplicates")
  private boolean json;

  /** One of {@code --json}. */
  record Found(String id, @Nullable String title, double cosine) {
    static Found of(Neighbour neighbour) {
      return new Found(neighbour.document().id(), neighbour.document().title(), neighbour.cosine());
    }
  }

  /** A pair of {@code --duplicates --json}. */
  record FoundPair(Named first, Named second, double overlap, double cosine) {
    static FoundPair of(Duplicates.Pair pair) {
      return new FoundPair(
          Named.of(pair.first()), Named.of(pair.second()), pair.overlap(), pair.cosine());
    }
  }

  SimilarCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Numbers.requirePositive("-k", k);
    long named = Stream.of(id, text, file).filter(Objects::nonNull).count();
    if (named + (duplicates ? 1 : 0) != 1) {
      throw new IllegalArgumentException(
          "like what? Name one of: the ID of a document, --text, --file, --duplicates");
    }
    if (duplicates) {
      printDuplicates(model.load());
      return;
    }
    List<Neighbour> nearest = nearest(model.load());
    if (json) {
      shell.out().println(Json.of(nearest.stream().map(Found::of).toList()));
    } else {
      print(shell.out(), nearest);
    }
  }

  private void printDuplicates(TopicModel loaded) {
    List<Duplicates.Pair> pairs;
    try (KeptTexts texts = KeptTexts.of(model.folder())) {
      pairs = Duplicates.of(loaded, texts, overlap);
    }
    if (json) {
      shell.out().println(Json.of(pairs.stream().map(FoundPair::of).toList()));
      return;
    }
    Columns columns = new Columns(">overlap", ">cosine", "first", "second", "title of the first");
    for (Duplicates.Pair pair : pairs) {
      columns.row(
          Numbers.two(pair.overlap()),
          Numbers.two(pair.cosine()),
          pair.first().id(),
          pair.second().id(),
          Named.title(pair.first()));
    }
    columns.print(shell.out());
  }

  private List<Neighbour> nearest(TopicModel loaded) {
    Neighbours all = Neighbours.of(loaded);
    Neighbours some = where.isGiven() ? all.among(where.ids(loaded)) : all;
    if (id != null) {
      return some.nearest(id, k);
    }
    return some.nearest(vector(loaded, text == null ? read() : text), k);
  }

  private float[] vector(TopicModel loaded, String words) {
    if (words.isBlank()) {
      throw new IllegalArgumentException("the text is empty");
    }
    TextVectors.requireEncoder(loaded);
    try (ProgressBar progress = shell.progress();
        BaseModel opened = base.open(shell, progress)) {
      loaded.requireBase(opened);
      return TextVectors.of(opened, loaded, words);
    }
  }

  private String read() {
    Path from = Objects.requireNonNull(file);
    try {
      return Files.readString(from);
    } catch (MalformedInputException e) {
      throw new BadCorpus(from + " is no text in UTF-8");
    } catch (IOException e) {
      throw Storage.of("cannot read " + from, e);
    }
  }

  static void print(PrintStream out, List<Neighbour> nearest) {
    Columns columns = new Columns(">cosine", "id", "title");
    for (Neighbour neighbour : nearest) {
      columns.row(
          Numbers.two(neighbour.cosine()),
          neighbour.document().id(),
          Named.title(neighbour.document()));
    }
    columns.print(out);
  }
}
