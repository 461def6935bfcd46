package topiclora.lm;

import java.nio.file.Path;
import java.util.List;
import topiclora.lm.internal.store.Hub;
import topiclora.lm.internal.store.Pip;
import topiclora.lm.internal.store.Wheel;

/** A store that fetches from a hub of the test's own, and from nowhere else. */
public final class StoreWithHub {
  private StoreWithHub() {}

  /** With its models in {@code cache}. */
  public static BaseStore of(Path cache, Hub hub) {
    return new BaseStore(cache, new Pip(List.of()), hub, new Wheel("none", "none", 0, ""));
  }
}
