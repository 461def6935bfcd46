package topiclora.cli.base;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import topiclora.Json;
import topiclora.cli.console.ProgressBar;
import topiclora.cli.console.Shell;
import topiclora.lm.BaseStore;

/** Fetches a base model into the cache. */
@Command(
    name = "pull",
    description = {
      "Fetch a base model into the cache, checked by SHA-256, and print its path.",
      "",
      "A fetch that was interrupted is safe to run again. The cache is"
          + " $XDG_CACHE_HOME/topiclora, else ~/.cache/topiclora."
    },
    footer = {
      "Examples:",
      "  topiclora base pull",
      "  topiclora base pull hf:HuggingFaceTB/SmolLM2-360M-Instruct",
      "",
      "Environment: HF_ENDPOINT names a mirror of the hub, HF_TOKEN is for gated models."
    })
public final class BasePull implements Runnable {
  private final Shell shell;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = BaseStore.DEFAULT,
      description = "a name, or hf:org/name on the Hugging Face hub (default: ${DEFAULT-VALUE})")
  private String name = BaseStore.DEFAULT;

  @Option(names = "--json", description = "print {\"name\",\"path\"}")
  private boolean json;

  /** What {@code --json} prints. */
  record Pulled(String name, String path) {}

  public BasePull(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void run() {
    Path path;
    try (ProgressBar progress = shell.progress()) {
      path = BaseStore.open(shell.environment()).pull(name, progress);
    }
    shell.out().println(json ? Json.of(new Pulled(name, path.toString())) : path);
  }
}
