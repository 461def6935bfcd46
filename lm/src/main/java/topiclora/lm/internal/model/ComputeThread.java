package topiclora.lm.internal.model;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import topiclora.lm.Progress;

/**
 * One platform thread that computes, for callers on any thread.
 *
 * <p>Work is done in the order of the calls, one piece at a time. Scopes and the thread counts of
 * libtorch belong to a platform thread: on a caller's own, which may be a virtual one, they would
 * be lost or spread. The thread is a daemon and starts with the first work.
 *
 * <p>A caller that is interrupted asks its work to stop: {@link #isCancelled} becomes true in it,
 * and a {@link #cancellable} progress throws. The caller waits until the work has noticed, so that
 * nothing goes on behind its back, and stays interrupted. The thread itself is never interrupted,
 * which would close the files that the work reads.
 *
 * <pre>{@code
 * try (var thread = new ComputeThread("topiclora")) {
 *   int[] ids = thread.call(() -> base.tokenizer().encode(text));
 * }
 * }</pre>
 */
public final class ComputeThread implements AutoCloseable {
  private final ThreadPoolExecutor executor;

  /** What is to be done, with the exception that it may end in. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object, E extends Exception> {
    T call() throws E;
  }

  public ComputeThread(String name) {
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            run -> new Worker(this, run, name));
  }

  /** The thread, which knows what it is doing. */
  private static final class Worker extends Thread {
    private final ComputeThread owner;
    private volatile @Nullable Task<?> current;

    Worker(ComputeThread owner, Runnable run, String name) {
      super(run, name);
      this.owner = owner;
      setDaemon(true);
    }
  }

  /** One call. */
  private static final class Task<T extends @Nullable Object> extends FutureTask<T> {
    /** The work that waits for this one, where that runs on such a thread itself. */
    private final @Nullable Task<?> outer;

    private volatile boolean stopped;

    Task(Work<T, ?> work, @Nullable Task<?> outer) {
      super(work::call);
      this.outer = outer;
    }

    boolean isStopped() {
      return stopped || (outer != null && outer.isStopped());
    }

    @Override
    public void run() {
      Worker worker = (Worker) Thread.currentThread();
      worker.current = this;
      super.run();
      worker.current = null;
    }
  }

  /**
   * Does the work on the thread and waits for it; at once where the caller is that thread.
   *
   * @throws E what the work threw, the same object
   * @throws CancellationException where the caller was interrupted before the work began
   * @throws IllegalStateException where this is closed
   */
  public <T extends @Nullable Object, E extends Exception> T call(Work<T, E> work) throws E {
    if (isCurrent()) {
      return work.call();
    }
    Task<T> task = new Task<>(work, current());
    try {
      executor.execute(task);
    } catch (RejectedExecutionException closed) {
      throw new IllegalStateException("closed: nothing more is computed here", closed);
    }
    try {
      return await(task);
    } catch (ExecutionException failed) {
      throw ComputeThread.<E>original(failed);
    }
  }

  /** {@link #call} for work without a result. */
  public void run(Runnable work) {
    this.<@Nullable Void, RuntimeException>call(
        () -> {
          work.run();
          return null;
        });
  }

  private <T extends @Nullable Object> T await(Task<T> task) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
          task.stopped = true;
          if (executor.remove(task)) {
            throw cancelled();
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What the work threw, whose type is lost on the way. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // a Work<T, E> throws no other
  private static <E extends Exception> E original(ExecutionException failed) {
    Throwable cause = Objects.requireNonNull(failed.getCause());
    if (cause instanceof Error error) {
      throw error;
    }
    return (E) cause;
  }

  /** Whether the caller's thread is this one. */
  public boolean isCurrent() {
    return Thread.currentThread() instanceof Worker worker && worker.owner == this;
  }

  /** Whether the work that asks is to stop; false on other threads. */
  public static boolean isCancelled() {
    Task<?> task = current();
    return task != null && task.isStopped();
  }

  private static @Nullable Task<?> current() {
    return Thread.currentThread() instanceof Worker worker ? worker.current : null;
  }

  private static CancellationException cancelled() {
    return new CancellationException("stopped: the thread that asked for it was interrupted");
  }

  /** The same progress, which ends the work at its next step once that {@link #isCancelled}. */
  public static Progress cancellable(Progress progress) {
    return new Progress() {
      @Override
      public void step(String stage, long done, long total, String note) {
        if (isCancelled()) {
          throw cancelled();
        }
        progress.step(stage, done, total, note);
      }

      @Override
      public void notice(String line) {
        progress.notice(line);
      }
    };
  }

  /** Ends the thread once all work that was asked for is done, and waits for that. */
  @Override
  public void close() {
    executor.shutdown();
    boolean interrupted = false;
    while (!isCurrent() && !executor.isTerminated()) {
      try {
        if (executor.awaitTermination(1, TimeUnit.DAYS)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
