package topiclora.cli.ask;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import topiclora.cli.BaseOnDemand;
import topiclora.cli.BaseOption;
import topiclora.cli.Chosen;
import topiclora.cli.Fitting;
import topiclora.cli.Json;
import topiclora.cli.console.Columns;
import topiclora.cli.console.Numbers;
import topiclora.cli.console.Printable;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.cli.option.ModelParameter;
import topiclora.cli.option.RetrievalOptions;
import topiclora.core.internal.model.TopicModel;
import topiclora.lm.internal.checkpoint.BaseConfig;
import topiclora.lm.internal.tensor.Scope;
import topiclora.plugins.DocumentWeighting;
import topiclora.plugins.internal.answer.PluginSum;
import topiclora.plugins.internal.export.Components;
import topiclora.plugins.internal.export.GgufExport;
import topiclora.plugins.internal.export.PeftExport;
import topiclora.plugins.internal.export.Plugin;
import topiclora.plugins.internal.retrieve.SearchHit;

/** Writes documents' vectors as an ordinary LoRA adapter. */
@Command(
    name = "plugin",
    sortOptions = false,
    description = {
      "Write what the model knows of some documents as one ordinary LoRA adapter of its base, for"
          + " PEFT, vLLM or llama.cpp to load as it is.",
      "",
      "The documents are named, or found by a query; their vectors are added up as ask does, what a"
          + " query finds by its words weighted by its scores. Nothing is left to scale: alpha"
          + " equals the rank.",
      "",
      "With --components the model is taken apart instead: the shared part and one adapter of rank"
          + " one for each number of a vector, the same for all documents, and scales.json with the"
          + " numbers of the chosen ones, which are the adapters' scales."
    },
    footer = {
      "Examples:",
      "  topiclora plugin news.model --docs item-17,item-4 -o two --format peft",
      "      then: PeftModel.from_pretrained(base, \"two\")",
      "  topiclora plugin news.model --query \"Who climbs Great Lowder?\" -o found --format gguf",
      "      then: llama-cli -m base.gguf --lora found/adapter.gguf",
      "  topiclora plugin news.model --docs item-17 -o parts --format gguf --components",
      "      then: llama-server -m base.gguf --lora parts/shared/adapter.gguf --lora"
          + " parts/component-01/adapter.gguf ...",
      "      and with each request the \"lora\" of parts/scales.json"
    })
final class ExportCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @ArgGroup(multiplicity = "1")
  private Choice choice = new Choice();

  @Mixin private RetrievalOptions retrieval = new RetrievalOptions();

  @Option(
      names = "--gain",
      paramLabel = "G",
      description = "strength of the sum, as a factor (${DEFAULT-VALUE})")
  private double gain = 1;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "folder to make; must not be there yet")
  private Path output = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "peft|gguf",
      description =
          "adapter_config.json with adapter_model.safetensors, or adapter.gguf for llama.cpp")
  private Format format = Format.PEFT;

  @Option(
      names = "--components",
      description = "one adapter for each number of a vector, whose scale it is, and scales.json")
  private boolean components;

  @Mixin private BaseOption base = new BaseOption();

  @Option(
      names = "--json",
      description =
          "print {\"documents\":[{\"id\", \"title\", \"score\"}, ...], \"gain\", \"format\","
              + " \"output\"}; score is null where the documents were named")
  private boolean json;

  /** Which documents. */
  private static final class Choice {
    @Option(
        names = "--docs",
        paramLabel = "ID,ID",
        description = "these documents; again for one whose id has a comma")
    private @Nullable List<String> named;

    @Option(names = "--query", paramLabel = "TEXT", description = "those that a text is about")
    private @Nullable String query;
  }

  private enum Format {
    PEFT,
    GGUF
  }

  /** What {@code --json} prints. */
  record Written(List<Chosen> documents, double scale, String format, String output) {}

  ExportCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    retrieval.requireSane();
    if (choice.named != null) {
      retrieval.requireNoConditions();
    }
    Fitting.requireFree(output);
    TopicModel loaded = model.load();
    SequencedMap<Chosen, Double> chosen;
    try (ProgressBar progress = shell.progress();
        BaseOnDemand opened = new BaseOnDemand(() -> base.open(shell, progress))) {
      chosen = choice.named == null ? found(loaded, opened) : named(loaded, choice.named);
      Map<String, Double> weights = new LinkedHashMap<>();
      chosen.forEach((document, weight) -> weights.put(document.id(), weight));
      write(loaded, opened, weights);
    }
    report(List.copyOf(chosen.keySet()));
  }

  /** With what each counts. */
  private static SequencedMap<Chosen, Double> named(TopicModel loaded, List<String> ids) {
    SequencedMap<Chosen, Double> chosen = new LinkedHashMap<>();
    Chosen.named(loaded, ids).forEach(document -> chosen.put(Chosen.of(document), 1.0));
    return chosen;
  }

  private SequencedMap<Chosen, Double> found(TopicModel loaded, BaseOnDemand opened) {
    String query = choice.query == null ? "" : choice.query;
    List<SearchHit> found = retrieval.find(query, model.folder(), loaded, opened);
    double[] weights =
        new PluginSum(DocumentWeighting.forRetrieved(retrieval.kind()), 1).weights(found);
    SequencedMap<Chosen, Double> chosen = new LinkedHashMap<>();
    for (int i = 0; i < weights.length; i++) {
      chosen.put(Chosen.of(found.get(i)), weights[i]);
    }
    return chosen;
  }

  private void write(TopicModel loaded, BaseOnDemand opened, Map<String, Double> weights) {
    try (var scope = Scope.open()) {
      if (components) {
        write(loaded, opened, Components.of(loaded, weights, gain));
      } else {
        write(loaded, opened, Plugin.of(loaded, weights, gain));
      }
    }
  }

  private void write(TopicModel loaded, BaseOnDemand opened, Plugin plugin) {
    switch (format) {
      case PEFT -> PeftExport.write(plugin, output);
      case GGUF -> GgufExport.write(plugin, config(loaded, opened), output);
    }
  }

  private void write(TopicModel loaded, BaseOnDemand opened, Components parts) {
    switch (format) {
      case PEFT -> PeftExport.write(parts, output);
      case GGUF -> GgufExport.write(parts, config(loaded, opened), output);
    }
  }

  private static BaseConfig config(TopicModel loaded, BaseOnDemand opened) {
    loaded.requireBase(opened.get());
    return opened.get().config();
  }

  private void report(List<Chosen> chosen) {
    String name = format.name().toLowerCase(Locale.ROOT);
    if (json) {
      shell.out().println(Json.of(new Written(chosen, gain, name, output.toString())));
      return;
    }
    Columns columns = new Columns(">score", "id", "title");
    for (Chosen document : chosen) {
      columns.row(
          document.score() == null ? "-" : Numbers.three(document.score()),
          document.id(),
          document.title() == null ? "" : document.title());
    }
    columns.print(shell.out());
    shell.out().println();
    String what = components ? "The adapters and scales.json are" : "The adapter is";
    shell.out().println(what + " in " + Printable.of(output.toString()) + ".");
  }
}
