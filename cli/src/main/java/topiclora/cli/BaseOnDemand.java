package topiclora.cli;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import topiclora.lm.internal.model.BaseModel;

/** A base model that is opened, and fetched where it is missing, once something asks for it. */
final class BaseOnDemand implements AutoCloseable {
  private final Supplier<BaseModel> open;
  private @Nullable BaseModel opened;

  BaseOnDemand(Supplier<BaseModel> open) {
    this.open = open;
  }

  BaseModel get() {
    BaseModel known = opened;
    if (known == null) {
      known = open.get();
      opened = known;
    }
    return known;
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.close();
    }
  }
}
