package topiclora.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import topiclora.OpenOptions;
import topiclora.TopicLora;
import topiclora.cli.console.Shell;

/** The argument that names a fitted model. */
public final class ModelParameter {
  @Parameters(index = "0", paramLabel = "MODEL", description = "folder that fit made")
  private Path folder = Path.of("");

  public Path folder() {
    return folder;
  }

  /** Opens the library for a command that needs no base model. */
  public static TopicLora open(Shell shell) {
    return TopicLora.open(OpenOptions.defaults().withEnvironment(shell.environment()));
  }
}
