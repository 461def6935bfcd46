package topiclora.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import topiclora.lm.BaseStore;
import topiclora.lm.ComputeOptions;
import topiclora.lm.ElementType;
import topiclora.lm.Progress;
import topiclora.lm.internal.model.BaseModel;
import topiclora.lm.internal.model.ComputeThread;
import topiclora.lm.internal.tensor.Compute;

/**
 * A base model, opened when it is first needed, and the one thread that computes with it. Safe for
 * several threads: their work is done one after the other.
 */
public final class Engine implements AutoCloseable {
  private final String base;
  private final ComputeOptions compute;
  private final Map<String, String> environment;
  private final Progress progress;
  private final ComputeThread thread = new ComputeThread("topiclora-compute");
  private @Nullable BaseModel opened; // by the thread alone
  private boolean settled; // by the thread alone

  public Engine(
      String base, ComputeOptions compute, Map<String, String> environment, Progress progress) {
    this.base = base;
    this.compute = compute;
    this.environment = environment;
    this.progress = ComputeThread.cancellable(progress);
  }

  /** Progress of the work; stops it where the caller was interrupted. */
  public Progress progress() {
    return progress;
  }

  /** Does work that wants no base model. */
  public <T> T run(Supplier<T> work) {
    return thread.<T, RuntimeException>call(
        () -> {
          settle();
          return work.get();
        });
  }

  /** Tensors of a model are made on the device before any base is opened. */
  private void settle() {
    if (!settled) {
      Compute.use(compute.withType(ElementType.FLOAT32)); // its own type is the base model's matter
      settled = true;
    }
  }

  /** Does work with the base model, which is fetched where it is missing. */
  public <T> T withBase(Function<BaseModel, T> work) {
    return run(() -> work.apply(base()));
  }

  /** The base model; for work on the thread. */
  public BaseModel base() {
    BaseModel known = opened;
    if (known == null) {
      Path place = BaseStore.open(environment).resolve(base, progress);
      known = BaseModel.open(place, compute);
      opened = known;
    }
    return known;
  }

  /** Gives something back on the thread, which a caller that was interrupted has to do as well. */
  public void release(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      thread.run(work);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    release(
        () -> {
          if (opened != null) {
            opened.close();
            opened = null;
          }
        });
    thread.close();
  }
}
