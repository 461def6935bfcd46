package topiclora.lm.internal.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.GradMode;
import org.jspecify.annotations.Nullable;

/**
 * Frees every tensor made inside it when it closes, except those kept; open one per step.
 *
 * <p>A scope belongs to the thread that opened it. Kept tensors go to the enclosing scope, or,
 * where there is none, live until the garbage collector takes them.
 *
 * <pre>{@code
 * try (var scope = Scope.open()) {
 *   return scope.keep(h.matmul(w));
 * }
 * }</pre>
 */
public final class Scope implements AutoCloseable {
  private final @Nullable PointerScope outer;
  private final PointerScope pointers;
  private final AutoGradMode mode;

  private Scope(boolean gradients) {
    Cpu.initialise();
    this.outer = PointerScope.getInnerScope();
    this.pointers = new PointerScope();
    this.mode = new AutoGradMode(gradients);
  }

  /** A scope in which nothing is recorded for gradients. */
  public static Scope open() {
    return new Scope(false);
  }

  /** A scope that records gradients where the one around it does. */
  public static Scope inherit() {
    return new Scope(GradMode.is_enabled());
  }

  /** A scope in which operations on tensors that require a gradient are recorded. */
  public static Scope withGradients() {
    return new Scope(true);
  }

  /** Lets {@code tensor} outlive this scope. */
  public Tensor keep(Tensor tensor) {
    Pointer raw = tensor.raw();
    if (outer == null) {
      raw.retainReference();
    } else {
      outer.attach(raw);
    }
    pointers.detach(raw);
    return tensor;
  }

  /**
   * Lets {@code tensor} outlive every scope: it is freed by {@link Tensor#free()}, or when the
   * garbage collector finds it. For weights and tables, not for the values of a step.
   */
  public Tensor detach(Tensor tensor) {
    Pointer raw = tensor.raw();
    raw.retainReference();
    pointers.detach(raw);
    return tensor;
  }

  /** The same for what is no tensor, out of whatever scope is open: closed by whoever holds it. */
  static <P extends Pointer> P outlive(P made) {
    made.retainReference();
    PointerScope open = PointerScope.getInnerScope();
    if (open != null) {
      open.detach(made);
    }
    return made;
  }

  @Override
  public void close() {
    mode.close();
    pointers.close();
  }
}
