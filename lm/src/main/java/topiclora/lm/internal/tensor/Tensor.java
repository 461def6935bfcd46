package topiclora.lm.internal.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import topiclora.lm.Device;

/**
 * A dense array of numbers on the {@link Device} of the process, with gradients: a thin, typed face
 * of libtorch's tensor.
 *
 * <p>Operations return new tensors, owned by the innermost open {@link Scope}; names that end in
 * {@code InPlace} write into the receiver. Not thread-safe while written.
 */
public final class Tensor {
  private final org.bytedeco.pytorch.Tensor raw;

  Tensor(org.bytedeco.pytorch.Tensor raw) {
    this.raw = raw;
  }

  /**
   * For an element of a vector or tuple, which is a reference into it: gives it a handle of its
   * own, so that it outlives them.
   */
  static Tensor owning(org.bytedeco.pytorch.Tensor element) {
    return new Tensor(new org.bytedeco.pytorch.Tensor(element));
  }

  org.bytedeco.pytorch.Tensor raw() {
    return raw;
  }

  // Making

  /** Zeros. */
  public static Tensor zeros(DType type, long... shape) {
    return empty(type, shape).fillInPlace(0);
  }

  /** Numbers not yet written. */
  public static Tensor empty(DType type, long... shape) {
    return empty(Compute.device(), type, shape);
  }

  /**
   * Memory of the processor not yet written, to be filled through {@link #buffer()} and then moved
   * by {@link #toDevice()}, before which nothing may be computed with it.
   */
  public static Tensor emptyOnHost(DType type, long... shape) {
    return empty(Device.CPU, type, shape);
  }

  private static Tensor empty(Device device, DType type, long... shape) {
    Cpu.initialise();
    return new Tensor(torch.empty(shape, Compute.options(device, type), null));
  }

  /** A float32 tensor of {@code values} in row-major order. */
  public static Tensor of(float[] values, long... shape) {
    Tensor tensor = emptyOnHost(DType.F32, shape);
    tensor.requireCount(values.length);
    tensor.buffer().asFloatBuffer().put(values);
    return tensor.toDevice();
  }

  /** A float32 matrix of these rows, one or more, all of one length; see {@link #toRows}. */
  public static Tensor ofRows(List<float[]> rows) {
    int width = rows.getFirst().length;
    Tensor tensor = emptyOnHost(DType.F32, rows.size(), width);
    tensor.requireCount(rows.stream().mapToInt(row -> row.length).sum());
    var floats = tensor.buffer().asFloatBuffer();
    rows.forEach(floats::put);
    return tensor.toDevice();
  }

  /** The same of an array of rows. */
  public static Tensor ofRows(float[][] rows) {
    return ofRows(Arrays.asList(rows));
  }

  /** Standard normal float32 numbers, drawn in row-major order. */
  public static Tensor gaussian(RandomGenerator random, long... shape) {
    Tensor tensor = emptyOnHost(DType.F32, shape);
    var floats = tensor.buffer().asFloatBuffer();
    while (floats.hasRemaining()) {
      floats.put((float) random.nextGaussian());
    }
    return tensor.toDevice();
  }

  /** An int64 tensor of {@code values}: token ids, indices. */
  public static Tensor of(int[] values, long... shape) {
    Tensor tensor = emptyOnHost(DType.I64, shape);
    tensor.requireCount(values.length);
    var longs = tensor.buffer().asLongBuffer();
    for (int value : values) {
      longs.put(value);
    }
    return tensor.toDevice();
  }

  /** An int64 vector of indices. */
  public static Tensor indices(int... values) {
    return of(values, values.length);
  }

  /** Joins {@code parts} along {@code dim}. */
  public static Tensor cat(List<Tensor> parts, int dim) {
    return new Tensor(torch.cat(vector(parts), dim));
  }

  static TensorVector vector(List<Tensor> parts) {
    return new TensorVector(
        parts.stream().map(Tensor::raw).toArray(org.bytedeco.pytorch.Tensor[]::new));
  }

  // Looking

  public long[] shape() {
    return raw.sizes().vec().get();
  }

  /** Length of dimension {@code dim}; negative counts from the last. */
  public int size(int dim) {
    return Math.toIntExact(raw.size(dim));
  }

  public long count() {
    return raw.numel();
  }

  public DType type() {
    return DType.of(raw.scalar_type().intern());
  }

  /** The values as floats in row-major order. */
  public float[] toFloats() {
    Tensor flat = to(DType.F32).contiguous().toHost();
    float[] values = new float[Math.toIntExact(count())];
    flat.buffer().asFloatBuffer().get(values);
    return values;
  }

  /** The values as rows; for tensors of two dimensions. */
  public float[][] toRows() {
    float[] flat = toFloats();
    int width = size(1);
    float[][] rows = new float[size(0)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * width, (i + 1) * width);
    }
    return rows;
  }

  /** The values of an int64 tensor. */
  public int[] toInts() {
    int[] values = new int[Math.toIntExact(count())];
    var longs = contiguous().toHost().buffer().asLongBuffer();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.toIntExact(longs.get(i));
    }
    return values;
  }

  /** The one value of a tensor of one element. */
  public double item() {
    return raw.item_double();
  }

  /**
   * The memory of a contiguous tensor of the processor, valid as long as the tensor is; at most 2
   * GiB.
   */
  public ByteBuffer buffer() {
    if (!raw.is_contiguous() || !raw.is_cpu()) {
      throw new IllegalArgumentException(
          "buffer of a tensor that is not contiguous, or not on the processor");
    }
    long bytes = raw.nbytes();
    if (bytes == 0) {
      return ByteBuffer.allocate(0);
    }
    return new BytePointer(raw.data_ptr())
        .capacity(bytes)
        .asByteBuffer()
        .order(ByteOrder.nativeOrder());
  }

  /** Gives the memory back now; only for a tensor that was detached from every scope. */
  public void free() {
    raw.close();
  }

  private void requireCount(int length) {
    if (length != count()) {
      throw new IllegalArgumentException(
          length + " values for the shape " + Arrays.toString(shape()));
    }
  }

  // Shape

  public Tensor view(long... shape) {
    return new Tensor(raw.reshape(shape));
  }

  public Tensor transpose(int a, int b) {
    return new Tensor(raw.transpose(a, b));
  }

  /** Rows {@code start} to {@code start + length} of dimension {@code dim}, sharing memory. */
  public Tensor narrow(int dim, long start, long length) {
    return new Tensor(raw.narrow(dim, start, length));
  }

  /** Moves every value {@code steps} on along {@code dim}, the last ones to the front. */
  public Tensor roll(int steps, int dim) {
    return new Tensor(torch.roll(raw, new long[] {steps}, dim));
  }

  public Tensor unsqueeze(int dim) {
    return new Tensor(raw.unsqueeze(dim));
  }

  public Tensor expand(long... shape) {
    return new Tensor(raw.expand(shape));
  }

  public Tensor contiguous() {
    return new Tensor(raw.contiguous());
  }

  public Tensor to(DType type) {
    return new Tensor(raw.to(type.scalar()));
  }

  /** This tensor in memory of the processor, where {@link #buffer()} sees it. */
  public Tensor toHost() {
    return raw.is_cpu() ? this : new Tensor(raw.cpu());
  }

  /** This tensor where the process computes. */
  public Tensor toDevice() {
    return Compute.device() == Device.CPU ? this : new Tensor(raw.cuda());
  }

  /** A copy with memory of its own. */
  public Tensor copy() {
    return new Tensor(raw.clone());
  }

  /** Rows {@code index} of dimension {@code dim}. */
  public Tensor select(int dim, Tensor index) {
    return new Tensor(raw.index_select(dim, index.raw));
  }

  /** {@code out[i] = this[i, index[i]]} for a matrix and a vector of column numbers. */
  public Tensor pick(Tensor index) {
    return new Tensor(raw.gather(1, index.unsqueeze(1).raw)).view(index.count());
  }

  // Arithmetic

  public Tensor matmul(Tensor other) {
    return new Tensor(torch.matmul(raw, other.raw));
  }

  /** {@code this · weightᵀ}: a linear map with rows of {@code weight [out, in]} as outputs. */
  public Tensor linear(Tensor weight) {
    return new Tensor(torch.linear(raw, weight.raw));
  }

  /** {@code this · weightᵀ + bias}. */
  public Tensor linear(Tensor weight, Tensor bias) {
    return new Tensor(torch.linear(raw, weight.raw, new TensorOptional(bias.raw)));
  }

  /** {@code this + a ∘ b} in one kernel. */
  public Tensor addProduct(Tensor a, Tensor b) {
    return new Tensor(torch.addcmul(raw, a.raw, b.raw));
  }

  public Tensor add(Tensor other) {
    return new Tensor(torch.add(raw, other.raw));
  }

  public Tensor add(double value) {
    return new Tensor(torch.add(raw, new Scalar(value)));
  }

  public Tensor sub(Tensor other) {
    return new Tensor(torch.sub(raw, other.raw));
  }

  public Tensor mul(Tensor other) {
    return new Tensor(torch.mul(raw, other.raw));
  }

  public Tensor mul(double value) {
    return new Tensor(torch.mul(raw, new Scalar(value)));
  }

  public Tensor div(Tensor other) {
    return new Tensor(torch.div(raw, other.raw));
  }

  public Tensor square() {
    return new Tensor(raw.square());
  }

  public Tensor sqrt() {
    return new Tensor(torch.sqrt(raw));
  }

  public Tensor reciprocal() {
    return new Tensor(torch.reciprocal(raw));
  }

  /** 1 where a value is above zero, else 0; float32. */
  public Tensor positive() {
    return new Tensor(torch.gt(raw, new Scalar(0.0))).to(DType.F32);
  }

  /** 1 where a value is at most {@code other}'s, else 0, as where either is no number; float32. */
  public Tensor isAtMost(Tensor other) {
    return new Tensor(torch.le(raw, other.raw)).to(DType.F32);
  }

  /**
   * Of a condition of ones and zeros: {@code yes} where it is 1, {@code no} where it is 0, whatever
   * the other is there.
   */
  public Tensor choose(Tensor yes, Tensor no) {
    return new Tensor(torch.where(torch.gt(raw, new Scalar(0.5)), yes.raw, no.raw));
  }

  /** Values below {@code least} raised to it. */
  public Tensor atLeast(double least) {
    return new Tensor(torch.clamp_min(raw, new Scalar(least)));
  }

  public Tensor abs() {
    return new Tensor(torch.abs(raw));
  }

  public Tensor exp() {
    return new Tensor(torch.exp(raw));
  }

  public Tensor log() {
    return new Tensor(torch.log(raw));
  }

  public Tensor cos() {
    return new Tensor(torch.cos(raw));
  }

  public Tensor sin() {
    return new Tensor(torch.sin(raw));
  }

  public Tensor negate() {
    return mul(-1);
  }

  public Tensor sum() {
    return new Tensor(raw.sum());
  }

  public Tensor sum(int dim) {
    return new Tensor(raw.sum(new long[] {dim}, false, new ScalarTypeOptional()));
  }

  /** Sum over {@code dim}, which stays with length one. */
  public Tensor sumKeeping(int dim) {
    return new Tensor(raw.sum(new long[] {dim}, true, new ScalarTypeOptional()));
  }

  public Tensor mean() {
    return sum().mul(1.0 / count());
  }

  public Tensor mean(int dim) {
    return sum(dim).mul(1.0 / size(dim));
  }

  public Tensor max(int dim) {
    return new Tensor(raw.amax(new long[] {dim}, false));
  }

  public Tensor softmax(int dim) {
    return new Tensor(torch.softmax(raw, dim));
  }

  public Tensor logSoftmax(int dim) {
    return new Tensor(torch.log_softmax(raw, dim));
  }

  public Tensor logSumExp(int dim) {
    return new Tensor(torch.logsumexp(raw, dim));
  }

  /** Positions of the {@code k} largest values of the last dimension, largest first; int64. */
  public Tensor largest(int k) {
    return owning(torch.topk(raw, k).get1());
  }

  /** 1 at the {@code k} largest values of each row of a matrix, 0 elsewhere. */
  public Tensor marksOfLargest(int k) {
    Tensor marks = zeros(DType.F32, shape());
    Tensor ones = zeros(DType.F32, size(0), k).fillInPlace(1);
    marks.raw.scatter_(1, largest(k).raw, ones.raw);
    return marks;
  }

  // In place

  public Tensor fillInPlace(double value) {
    raw.fill_(new Scalar(value));
    return this;
  }

  public Tensor copyInPlace(Tensor source) {
    raw.copy_(source.raw);
    return this;
  }

  public Tensor addInPlace(Tensor other) {
    raw.add_(other.raw);
    return this;
  }

  /** {@code this += factor * other}. */
  public Tensor addInPlace(Tensor other, double factor) {
    raw.add_(other.raw, new Scalar(factor));
    return this;
  }

  public Tensor mulInPlace(double factor) {
    raw.mul_(new Scalar(factor));
    return this;
  }

  public Tensor mulInPlace(Tensor other) {
    raw.mul_(other.raw);
    return this;
  }

  /** {@code this[index[i]] += rows[i]}, summed in the order of {@code i}. */
  public Tensor addRowsInPlace(Tensor index, Tensor rows) {
    raw.index_add_(0, index.raw, rows.raw);
    return this;
  }

  /** {@code this[i, index[i]] += value} for a matrix and a vector of column numbers. */
  public Tensor addAtInPlace(Tensor index, double value) {
    Tensor column = index.unsqueeze(1);
    Tensor source = zeros(type(), column.shape()).fillInPlace(value);
    raw.scatter_add_(1, column.raw, source.raw);
    return this;
  }

  // Gradients

  /** Marks this leaf: gradients with respect to it are wanted. */
  public Tensor requireGradient() {
    raw.set_requires_grad(true);
    return this;
  }

  /** The same values, cut off from the record of gradients. */
  public Tensor detach() {
    return new Tensor(raw.detach());
  }

  /** Gradients of {@code sum(seed ∘ this)} with respect to {@code leaves}, in their order. */
  public List<Tensor> gradients(Tensor seed, List<Tensor> leaves) {
    return gradients(List.of(this), List.of(seed), leaves);
  }

  /**
   * Gradients of the sum of {@code seeds[i] ∘ outputs[i]} over all i. A leaf without numbers has a
   * gradient without numbers, and need not be part of the outputs.
   */
  public static List<Tensor> gradients(
      List<Tensor> outputs, List<Tensor> seeds, List<Tensor> leaves) {
    List<Tensor> some = leaves.stream().filter(leaf -> leaf.count() > 0).toList();
    if (some.isEmpty()) {
      return leaves.stream().map(Tensor::detach).toList();
    }
    TensorVector found =
        torch.grad(vector(outputs), vector(some), vector(seeds), null, false, false);
    Iterator<Tensor> gradients = Arrays.stream(found.get()).map(Tensor::owning).iterator();
    return leaves.stream()
        .map(leaf -> leaf.count() > 0 ? gradients.next() : leaf.detach())
        .toList();
  }

  @Override
  public String toString() {
    return type() + Arrays.toString(shape());
  }
}
