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
import topiclora.DuplicateResult;
import topiclora.Json;
import topiclora.SimilarResult;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.WhereOption;
import topiclora.lm.TopicLoraException.BadCorpus;
import topiclora.lm.TopicLoraException.Storage;

/** Finds the documents most like one. */
@Command(
    name = "similar",
    description = {
      "List the documents most like one of them, or like any text, by the cosine of their vectors.",
      "",
      "The vector of a text is what the model's encoder predicts.",
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
      "  topiclora similar news.model --duplicates --min-overlap 0.8"
    })
public final class SimilarCommand implements Runnable {
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
      names = "--min-overlap",
      paramLabel = "F",
      description = "share of wording from which they are duplicates (${DEFAULT-VALUE})")
  private double minOverlap = 0.5;

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(names = "-k", paramLabel = "N", description = "results at most (${DEFAULT-VALUE})")
  private int k = 10;

  @Option(
      names = "--json",
      description = "print id, title, cosine; with --duplicates first, second, overlap, cosine")
  private boolean json;

  public SimilarCommand(Shell shell) {
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
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress);
        TopicLoraModel loaded = lora.load(model.folder())) {
      if (duplicates) {
        printDuplicates(loaded.duplicates(minOverlap));
        return;
      }
      List<SimilarResult> nearest = nearest(loaded);
      progress.close();
      if (json) {
        shell.out().println(Json.of(nearest));
      } else {
        print(shell.out(), nearest);
      }
    }
  }

  private List<SimilarResult> nearest(TopicLoraModel loaded) {
    return id != null
        ? loaded.similar(id, k, where.conditions())
        : loaded.similarTo(text == null ? read() : text, k, where.conditions());
  }

  private void printDuplicates(List<DuplicateResult> pairs) {
    if (json) {
      shell.out().println(Json.of(pairs));
      return;
    }
    Columns columns = new Columns(">overlap", ">cosine", "first", "second", "title of the first");
    for (DuplicateResult pair : pairs) {
      columns.row(
          Numbers.two(pair.overlap()),
          Numbers.two(pair.cosine()),
          pair.first().id(),
          pair.second().id(),
          Objects.requireNonNullElse(pair.first().title(), ""));
    }
    columns.print(shell.out());
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

  /** A table of neighbours. */
  public static void print(PrintStream out, List<SimilarResult> nearest) {
    Columns columns = new Columns(">cosine", "id", "title");
    for (SimilarResult one : nearest) {
      columns.row(Numbers.two(one.cosine()), one.id(), Objects.requireNonNullElse(one.title(), ""));
    }
    columns.print(out);
  }
}
