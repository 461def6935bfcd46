package topiclora.lm.internal.model;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import topiclora.lm.BaseStore;
import topiclora.lm.Progress;
import topiclora.lm.TopicLoraException;

/** The default base model for tests that need a real one. */
public final class RealBase {
  private RealBase() {}

  /**
   * The GGUF file that {@code TOPICLORA_BASE} names, else the one in the user's cache, which is
   * fetched on first use; where it cannot be had a build server fails and others skip the test.
   */
  public static Path path() {
    String named = System.getProperty("TOPICLORA_BASE", System.getenv("TOPICLORA_BASE"));
    if (named != null) {
      return Path.of(named);
    }
    try {
      return BaseStore.open().resolve(BaseStore.DEFAULT, Progress.SILENT);
    } catch (TopicLoraException notToBeHad) {
      if ("true".equals(System.getenv("CI"))) {
        throw notToBeHad;
      }
      return Assumptions.abort("no base model on this machine: " + notToBeHad.getMessage());
    }
  }
}
