package topiclora.cli.base;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import topiclora.Json;
import topiclora.cli.console.Shell;
import topiclora.cli.console.Units;
import topiclora.lm.BaseStore;
import topiclora.lm.BaseStore.Cached;

/** Lists the base models in the cache. */
@Command(name = "list", description = "List the base models in the cache.")
public final class BaseList implements Runnable {
  private final Shell shell;

  @Option(names = "--json", description = "print [{\"name\",\"path\",\"bytes\"}, ...]")
  private boolean json;

  /** What {@code --json} prints for each. */
  record Listed(String name, String path, long bytes) {}

  public BaseList(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    BaseStore store = BaseStore.open(shell.environment());
    List<Cached> models = store.list();
    if (json) {
      shell.out().println(Json.of(models.stream().map(BaseList::listed).toList()));
      return;
    }
    if (models.isEmpty()) {
      shell.err().println("no base model in " + store.folder() + " yet; topiclora base pull");
    }
    int width = models.stream().mapToInt(model -> model.name().length()).max().orElse(0);
    for (Cached model : models) {
      shell
          .out()
          .printf(
              "%-" + width + "s  %8s  %s%n",
              model.name(),
              Units.bytes(model.bytes()),
              model.path());
    }
  }

  private static Listed listed(Cached model) {
    return new Listed(model.name(), model.path().toString(), model.bytes());
  }
}
