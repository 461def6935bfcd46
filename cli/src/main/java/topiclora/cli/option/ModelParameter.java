package topiclora.cli.option;

import java.nio.file.Path;
import picocli.CommandLine.Parameters;
import topiclora.core.internal.model.TopicModel;

/** The argument that names a fitted model. */
final class ModelParameter {
  @Parameters(index = "0", paramLabel = "MODEL", description = "folder that fit made")
  private Path folder = Path.of("");

  Path folder() {
    return folder;
  }

  TopicModel load() {
    return TopicModel.load(folder);
  }
}
