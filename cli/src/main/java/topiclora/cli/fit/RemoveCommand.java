package topiclora.cli.fit;

import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.Json;
import topiclora.ModelSummary;
import topiclora.TopicLora;
import topiclora.TopicLoraModel;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.cli.option.ModelParameter;

/** Removes documents from a model. */
@Command(
    name = "remove",
    description = {
      "Remove documents from a model, with their vectors and texts. What the documents share stays"
          + " as it was fitted: only a new fit without them forgets what it learned from them."
    },
    footer = {"Example:", "  topiclora remove news.model item-17 item-4"})
public final class RemoveCommand implements Runnable {
  private final Shell shell;

  @Mixin private ModelParameter model = new ModelParameter();

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "ID", description = "ids of documents")
  private List<String> ids = List.of();

  @Option(names = "--json", description = "print removed, documents, model")
  private boolean json;

  /** What {@code --json} prints. */
  record Removed(int removed, int documents, String model) {}

  public RemoveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    var different = new LinkedHashSet<>(ids);
    try (TopicLora lora = ModelParameter.open(shell);
        TopicLoraModel loaded = lora.load(model.folder())) {
      ModelSummary left = loaded.remove(different);
      if (json) {
        shell.out().println(Json.of(new Removed(different.size(), left.documents(), left.model())));
      } else {
        shell
            .out()
            .printf(
                "Removed %s documents; the model has %s.%n",
                Units.count(different.size()), Units.count(left.documents()));
      }
    }
  }
}
