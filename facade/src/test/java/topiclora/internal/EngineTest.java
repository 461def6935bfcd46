package topiclora.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import topiclora.lm.ComputeOptions;
import topiclora.lm.Progress;

final class EngineTest {
  /** A caller whose work was stopped closes what it had opened, too. */
  @Test
  void whatIsReleasedIsReleasedThoughTheCallerIsInterrupted() throws InterruptedException {
    var engine = new Engine("none", ComputeOptions.defaults(), Map.of(), Progress.SILENT);
    CountDownLatch end = new CountDownLatch(1);
    AtomicBoolean released = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread other = started(() -> engine.run(() -> await(end)));
    Thread caller =
        started(
            () -> {
              Thread.currentThread().interrupt();
              engine.release(() -> released.set(true));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    end.countDown();
    caller.join();
    other.join();
    assertThat(released).isTrue();
    assertThat(interrupted).isTrue();
    engine.close();
  }

  /** A thread that waits for the engine, or has given up. */
  private static Thread started(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    while (thread.getState() != Thread.State.WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private static String await(CountDownLatch latch) {
    try {
      latch.await();
      return "";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
