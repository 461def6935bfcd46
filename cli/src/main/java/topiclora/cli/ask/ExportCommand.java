package topiclora.cli.ask;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.AskResult.ScoredDocument;
import topiclora.ExportOptions;
import topiclora.ExportOptions.AdapterFormat;
import topiclora.ExportResult;
import topiclora.Json;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ComputeMixin;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.RetrievalOptions;

/** Writes documents' vectors as an ordinary LoRA adapter. */
@Command(
    name = "export",
    sortOptions = false,
    description = {
      "Write the sum of documents' vectors as one ordinary LoRA adapter of the base model, for"
          + " PEFT, vLLM or llama.cpp to load as it is.",
      "",
      "The documents are named, or found by a query; their vectors are added up as ask does."
          + " Nothing is left to scale: alpha equals the rank.",
      "",
      "With --components the model is taken apart instead: the shared adapter and one adapter of"
          + " rank one for each dimension of a vector, the same for all documents, and scales.json"
          + " with the dimensions of the chosen ones, which are the adapters' scales."
    },
    footer = {
      "Examples:",
      "  topiclora export news.model --ids item-17,item-4 -o two --to peft",
      "      then: PeftModel.from_pretrained(base, \"two\")",
      "  topiclora export news.model --query \"Who climbs Great Lowder?\" -o found --to gguf",
      "      then: llama-cli -m base.gguf --lora found/adapter.gguf",
      "  topiclora export news.model --ids item-17 -o parts --to gguf --components",
      "      then: llama-server -m base.gguf --lora parts/shared/adapter.gguf --lora"
          + " parts/component-01/adapter.gguf ...",
      "      and with each request the \"lora\" of parts/scales.json"
    })
public final class ExportCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @ArgGroup(multiplicity = "1")
  private Choice choice = new Choice();

  @Mixin private RetrievalOptions retrieval = new RetrievalOptions();

  @Option(
      names = "--scale",
      paramLabel = "S",
      description = "factor on the sum of vectors (${DEFAULT-VALUE})")
  private double scale = 1;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "PATH",
      description = "folder to make; must not be there yet")
  private Path output = Path.of("");

  @Option(
      names = "--to",
      required = true,
      paramLabel = "peft|gguf",
      description = "the format of PEFT and vLLM, or of llama.cpp")
  private AdapterFormat to = AdapterFormat.PEFT;

  @Option(
      names = "--components",
      description = "one adapter for each dimension, whose scale it is, and scales.json")
  private boolean components;

  @Mixin private ComputeMixin compute = new ComputeMixin();

  @Option(names = "--json", description = "print documents, scale, to, output")
  private boolean json;

  /** Which documents. */
  private static final class Choice {
    @Option(
        names = "--ids",
        paramLabel = "ID,...",
        description =
            "documents to use instead of a search, the most important first; repeat it for an id"
                + " with a comma")
    private @Nullable List<String> ids;

    @Option(
        names = "--query",
        paramLabel = "TEXT",
        description = "text to search by; only what it is about, the best first")
    private @Nullable String query;
  }

  public ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    retrieval.requireSane();
    if (choice.ids != null) {
      retrieval.requireNoConditions();
    }
    ExportResult written;
    try (ProgressBar progress = shell.progress();
        TopicLora lora = compute.open(shell, progress);
        TopicLoraModel loaded = lora.load(model.folder())) {
      List<String> ids = choice.ids == null ? List.of() : AskCommand.Ids.of(loaded, choice.ids);
      written =
          loaded.export(
              output,
              new ExportOptions(
                  to,
                  ids,
                  choice.query,
                  retrieval.k(),
                  retrieval.retriever(),
                  retrieval.where().conditions(),
                  scale,
                  components));
    }
    if (json) {
      shell.out().println(Json.of(written));
    } else {
      print(written);
    }
  }

  private void print(ExportResult written) {
    Columns columns = new Columns(">score", "id", "title");
    for (ScoredDocument document : written.documents()) {
      columns.row(
          document.score() == null ? "-" : Numbers.three(document.score()),
          document.id(),
          Objects.requireNonNullElse(document.title(), ""));
    }
    columns.print(shell.out());
    shell.out().println();
    String what = components ? "The adapters and scales.json are" : "The adapter is";
    shell.out().println(what + " in " + Printable.of(output.toString()) + ".");
  }
}
