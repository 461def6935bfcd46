package topiclora.lm.internal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import topiclora.lm.Progress;

@Timeout(20)
final class ComputeThreadTest {
  @Test
  void workRunsOnOneDaemonPlatformThreadWhoeverCalls() throws InterruptedException {
    try (var compute = new ComputeThread("compute")) {
      Thread first = compute.call(Thread::currentThread);
      AtomicReference<@Nullable Thread> second = new AtomicReference<>();
      Thread.ofVirtual().start(() -> second.set(compute.call(Thread::currentThread))).join();
      assertThat(first).isNotSameAs(Thread.currentThread()).isSameAs(second.get());
      assertThat(first.isDaemon()).isTrue();
      assertThat(first.isVirtual()).isFalse();
      assertThat(first.getName()).isEqualTo("compute");
    }
  }

  @Test
  void aCallFromTheThreadItselfRunsAtOnce() {
    try (var compute = new ComputeThread("compute")) {
      assertThat(compute.call(() -> compute.call(compute::isCurrent))).isTrue();
      assertThat(compute.isCurrent()).isFalse();
    }
  }

  @Test
  void theCallerGetsTheExceptionThatTheWorkThrew() {
    IOException checked = new IOException("no disk");
    AssertionError error = new AssertionError("never");
    try (var compute = new ComputeThread("compute")) {
      assertThatThrownBy(
              () ->
                  compute.call(
                      () -> {
                        throw checked;
                      }))
          .isSameAs(checked);
      assertThatThrownBy(
              () ->
                  compute.run(
                      () -> {
                        throw error;
                      }))
          .isSameAs(error);
      assertThat(compute.call(() -> 7)).as("works on").isEqualTo(7);
    }
  }

  @Test
  void anInterruptedCallerStopsItsWorkAndNoOther() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var caught = new AtomicReference<@Nullable Throwable>();
    var stillInterrupted = new AtomicBoolean();
    try (var compute = new ComputeThread("compute")) {
      Progress progress =
          ComputeThread.cancellable((stage, done, total, note) -> begun.countDown());
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      compute.run(() -> stepForEver(progress));
                    } catch (CancellationException e) {
                      caught.set(e);
                    }
                    stillInterrupted.set(Thread.currentThread().isInterrupted());
                  });
      begun.await();
      caller.interrupt();
      caller.join();
      assertThat(caught.get()).hasMessageContaining("interrupted");
      assertThat(stillInterrupted).isTrue();
      assertThat(compute.call(ComputeThread::isCancelled)).isFalse();
    }
  }

  private static void stepForEver(Progress progress) {
    while (true) {
      progress.step("computing", 0, 0, "");
      Thread.onSpinWait();
    }
  }

  @Test
  void workThatWaitsForAnotherThreadPassesTheStopOn() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var seen = new AtomicBoolean();
    try (var outer = new ComputeThread("outer");
        var inner = new ComputeThread("inner")) {
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () ->
                      outer.run(
                          () ->
                              inner.run(
                                  () -> {
                                    begun.countDown();
                                    while (!ComputeThread.isCancelled()) {
                                      Thread.onSpinWait();
                                    }
                                    seen.set(true);
                                  })));
      begun.await();
      caller.interrupt();
      caller.join();
      assertThat(seen).isTrue();
    }
  }

  @Test
  void workThatWaitsItsTurnIsNotBegunOnceItsCallerIsInterrupted() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    var ran = new AtomicBoolean();
    try (var compute = new ComputeThread("compute")) {
      Thread first =
          Thread.ofPlatform()
              .start(
                  () ->
                      compute.run(
                          () -> {
                            begun.countDown();
                            awaitQuietly(free);
                          }));
      begun.await();
      var caught = new AtomicReference<@Nullable Throwable>();
      Thread second =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      compute.run(() -> ran.set(true));
                    } catch (CancellationException e) {
                      caught.set(e);
                    }
                  });
      second.interrupt();
      second.join();
      free.countDown();
      first.join();
      assertThat(caught.get()).isNotNull();
    }
    assertThat(ran).isFalse();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts the thread that computes", e);
    }
  }

  @Test
  void aNoticeReachesAPersonThroughACancellableProgress() {
    List<String> heard = new ArrayList<>();
    Progress person =
        new Progress() {
          @Override
          public void step(String stage, long done, long total, String note) {}

          @Override
          public void notice(String line) {
            heard.add(line);
          }
        };
    ComputeThread.cancellable(person).notice("3 documents are empty");
    assertThat(heard).containsExactly("3 documents are empty");
  }

  @Test
  void aClosedOneRefusesWork() {
    var compute = new ComputeThread("compute");
    compute.close();
    assertThatThrownBy(() -> compute.call(() -> 1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
