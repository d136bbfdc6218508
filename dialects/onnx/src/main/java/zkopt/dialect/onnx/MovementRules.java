package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import zkopt.ir.TensorType;

/** The {@link Movement}s of operators whose indices are known when compiled. */
final class MovementRules {
  private MovementRules() {}

  /** One dimension of the result read through a function of its index. */
  private static Movement along(TensorType x, int axis, long size, LongUnaryOperator index) {
    var shape = new ArrayList<>(x.shape());
    shape.set(axis, size);
    return Movement.of(shape, x.elementType(), at -> {
      long[] from = at.clone();
      from[axis] = index.applyAsLong(at[axis]);
      return Movement.number(x.shape(), from);
    });
  }

  static Movement concat(OnnxOp op) {
    TensorType first = op.inputType(0);
    int axis = op.axis(first.rank(), false);
    var offsets = new ArrayList<>(List.of(0L));
    var numbers = new ArrayList<>(List.of(0L));
    for (int i = 0; i < op.numOperands(); i++) {
      TensorType x = op.inputType(i);
      offsets.add(offsets.getLast() + x.dim(axis));
      numbers.add(numbers.getLast() + x.numElements());
    }
    return Movement.of(ShapeRules.concat(op).shape(), first.elementType(), at -> {
      int part = 0;
      while (at[axis] >= offsets.get(part + 1)) part++;
      long[] from = at.clone();
      from[axis] -= offsets.get(part);
      return numbers.get(part) + Movement.number(op.inputType(part).shape(), from);
    });
  }

  static Movement slice(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] starts = op.list("starts", 1);
    long[] ends = op.list("ends", 2);
    long[] axes = op.listOr("axes", 3, LongStream.range(0, starts.length).toArray());
    long[] steps = op.listOr("steps", 4, LongStream.range(0, starts.length).map(_ -> 1).toArray());
    if (ends.length != starts.length || axes.length != starts.length || steps.length != starts.length) {
      throw new InvalidOnnxOp("has starts, ends, axes and steps of different lengths");
    }
    long[] first = new long[x.rank()];
    long[] step = new long[x.rank()];
    Arrays.fill(step, 1);
    var shape = new ArrayList<>(x.shape());
    for (int i = 0; i < starts.length; i++) {
      int axis = OnnxOp.axis(axes[i], x.rank());
      long size = x.dim(axis);
      if (steps[i] == 0) throw new InvalidOnnxOp("has a step of 0");
      boolean back = steps[i] < 0;
      long low = back ? -1 : 0;
      long high = back ? size - 1 : size;
      long start = Math.clamp(starts[i] < 0 ? starts[i] + size : starts[i], back ? 0 : low, high);
      long end = Math.clamp(ends[i] < 0 ? ends[i] + size : ends[i], low, high);
      first[axis] = start;
      step[axis] = steps[i];
      shape.set(axis, Math.max(0, Math.ceilDiv(end - start, steps[i])));
    }
    return Movement.of(shape, x.elementType(), at ->
        Movement.number(x.shape(), IntStream.range(0, at.length).mapToLong(i -> first[i] + step[i] * at[i]).toArray()));
  }

  static Movement gather(OnnxOp op) {
    TensorType x = op.inputType(0);
    int axis = op.axis(x.rank(), false);
    List<Long> inner = op.inputType(1).shape();
    long[] indices = op.constantInts(1);
    return Movement.of(ShapeRules.gather(op).shape(), x.elementType(), at -> {
      long[] from = new long[x.rank()];
      System.arraycopy(at, 0, from, 0, axis);
      long[] which = Arrays.copyOfRange(at, axis, axis + inner.size());
      from[axis] = index(indices[(int) Movement.number(inner, which)], x.dim(axis));
      System.arraycopy(at, axis + inner.size(), from, axis + 1, x.rank() - axis - 1);
      return Movement.number(x.shape(), from);
    });
  }

  /** An index that counts from the end where it is negative. */
  static long index(long index, long size) {
    if (index < -size || index >= size) throw new InvalidOnnxOp("has the index " + index + " into a dimension of size " + size);
    return index < 0 ? index + size : index;
  }

  static Movement gatherElements(OnnxOp op) {
    TensorType x = op.inputType(0);
    int axis = op.axis(x.rank(), false);
    List<Long> shape = op.inputType(1).shape();
    long[] indices = op.constantInts(1);
    return Movement.of(shape, x.elementType(), at -> {
      long[] from = at.clone();
      from[axis] = index(indices[(int) Movement.number(shape, at)], x.dim(axis));
      return Movement.number(x.shape(), from);
    });
  }

  static Movement gatherNd(OnnxOp op) {
    TensorType x = op.inputType(0);
    List<Long> inner = op.inputType(1).shape();
    long[] indices = op.constantInts(1);
    int batch = Math.toIntExact(op.integer("batch_dims"));
    int depth = Math.toIntExact(inner.getLast());
    List<Long> places = inner.subList(0, inner.size() - 1);
    var shape = new ArrayList<>(places);
    shape.addAll(x.shape().subList(batch + depth, x.rank()));
    return Movement.of(shape, x.elementType(), at -> {
      int row = (int) Movement.number(places, Arrays.copyOf(at, places.size())) * depth;
      long[] from = Arrays.copyOf(at, x.rank());
      for (int i = 0; i < depth; i++) from[batch + i] = index(indices[row + i], x.dim(batch + i));
      System.arraycopy(at, places.size(), from, batch + depth, x.rank() - batch - depth);
      return Movement.number(x.shape(), from);
    });
  }

  static Movement expand(OnnxOp op) {
    TensorType x = op.inputType(0);
    return broadcast(x, ShapeRules.broadcast(x.shape(), longs(op.constantInts(1))));
  }

  private static Movement broadcast(TensorType x, List<Long> shape) {
    int shift = shape.size() - x.rank();
    return Movement.of(shape, x.elementType(), at ->
        Movement.number(x.shape(), IntStream.range(0, x.rank()).mapToLong(i -> x.dim(i) == 1 ? 0 : at[shift + i]).toArray()));
  }

  static Movement tile(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] repeats = op.constantInts(1);
    if (repeats.length != x.rank()) throw new InvalidOnnxOp("needs " + x.rank() + " repeats, but has " + repeats.length);
    List<Long> shape = IntStream.range(0, x.rank()).mapToObj(i -> x.dim(i) * repeats[i]).toList();
    return Movement.of(shape, x.elementType(), at ->
        Movement.number(x.shape(), IntStream.range(0, x.rank()).mapToLong(i -> at[i] % x.dim(i)).toArray()));
  }

  static Movement pad(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] pads = op.list("pads", 1);
    long[] axes = op.listOr("axes", 3, LongStream.range(0, x.rank()).toArray());
    String mode = op.string("mode");
    if (pads.length != 2 * axes.length) throw new InvalidOnnxOp("needs " + 2 * axes.length + " pads, but has " + pads.length);
    long[] begin = new long[x.rank()];
    var shape = new ArrayList<>(x.shape());
    for (int i = 0; i < axes.length; i++) {
      int axis = OnnxOp.axis(axes[i], x.rank());
      begin[axis] = pads[i];
      shape.set(axis, x.dim(axis) + pads[i] + pads[axes.length + i]);
      if (shape.get(axis) < 0) throw new InvalidOnnxOp("has pads that leave nothing of dimension " + axis);
    }
    return Movement.of(shape, x.elementType(), at -> {
      long[] from = new long[at.length];
      for (int i = 0; i < at.length; i++) {
        from[i] = padded(at[i] - begin[i], x.dim(i), mode);
        if (from[i] < 0) return Movement.FILL;
      }
      return Movement.number(x.shape(), from);
    });
  }

  /** The index that stands for {@code i} outside of a dimension, negative for none. */
  private static long padded(long i, long size, String mode) {
    if (i >= 0 && i < size) return i;
    return switch (mode) {
      case "constant" -> Movement.FILL;
      case "edge" -> Math.clamp(i, 0, size - 1);
      case "wrap" -> Math.floorMod(i, size);
      case "reflect" -> {
        long period = Math.max(1, 2 * (size - 1));
        long at = Math.floorMod(i, period);
        yield at < size ? at : period - at;
      }
      default -> throw new InvalidOnnxOp("has mode = '" + mode + "'; known are constant, edge, reflect and wrap");
    };
  }

  static Movement centerCropPad(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] target = op.constantInts(1);
    long[] axes = op.ints("axes");
    if (axes == null) axes = LongStream.range(0, x.rank()).toArray();
    long[] shift = new long[x.rank()];
    var shape = new ArrayList<>(x.shape());
    for (int i = 0; i < axes.length; i++) {
      int axis = OnnxOp.axis(axes[i], x.rank());
      long more = target[i] - x.dim(axis);
      shift[axis] = more > 0 ? -(more / 2) : -more / 2;
      shape.set(axis, target[i]);
    }
    return Movement.of(shape, x.elementType(), at -> {
      long[] from = new long[at.length];
      for (int i = 0; i < at.length; i++) {
        from[i] = at[i] + shift[i];
        if (from[i] < 0 || from[i] >= x.dim(i)) return Movement.FILL;
      }
      return Movement.number(x.shape(), from);
    });
  }

  static Movement depthToSpace(OnnxOp op) {
    TensorType x = rank4(op);
    long b = op.integer("blocksize");
    long depth = x.dim(1) / (b * b);
    boolean columnRowDepth = op.string("mode").equals("CRD");
    if (depth * b * b != x.dim(1)) throw new InvalidOnnxOp("cannot cut " + x.dim(1) + " channels into blocks of " + b + " by " + b);
    return Movement.of(List.of(x.dim(0), depth, x.dim(2) * b, x.dim(3) * b), x.elementType(), at -> {
      long block = at[2] % b * b + at[3] % b;
      long channel = columnRowDepth ? at[1] * b * b + block : block * depth + at[1];
      return Movement.number(x.shape(), at[0], channel, at[2] / b, at[3] / b);
    });
  }

  static Movement spaceToDepth(OnnxOp op) {
    TensorType x = rank4(op);
    long b = op.integer("blocksize");
    if (x.dim(2) % b != 0 || x.dim(3) % b != 0) throw new InvalidOnnxOp("cannot cut '" + x + "' into blocks of " + b + " by " + b);
    return Movement.of(List.of(x.dim(0), x.dim(1) * b * b, x.dim(2) / b, x.dim(3) / b), x.elementType(), at -> {
      long block = at[1] / x.dim(1);
      return Movement.number(x.shape(), at[0], at[1] % x.dim(1), at[2] * b + block / b, at[3] * b + block % b);
    });
  }

  private static TensorType rank4(OnnxOp op) {
    TensorType x = op.inputType(0);
    if (x.rank() != 4) throw new InvalidOnnxOp("needs an input of rank 4, but has '" + x + "'");
    return x;
  }

  static Movement trilu(OnnxOp op) {
    TensorType x = op.inputType(0);
    if (x.rank() < 2) throw new InvalidOnnxOp("needs an input of rank at least 2, but has '" + x + "'");
    long k = op.hasInput(1) ? op.constantInts(1)[0] : 0;
    boolean upper = op.flag("upper");
    return Movement.of(x.shape(), x.elementType(), at -> {
      long diagonal = at[at.length - 1] - at[at.length - 2];
      return (upper ? diagonal >= k : diagonal <= k) ? Movement.number(x.shape(), at) : Movement.FILL;
    });
  }

  static Movement reverseSequence(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] lengths = op.constantInts(1);
    int time = Math.toIntExact(op.integer("time_axis"));
    int batch = Math.toIntExact(op.integer("batch_axis"));
    return Movement.of(x.shape(), x.elementType(), at -> {
      long[] from = at.clone();
      long length = lengths[(int) at[batch]];
      if (at[time] < length) from[time] = length - 1 - at[time];
      return Movement.number(x.shape(), from);
    });
  }

  static Movement compress(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] condition = op.constantInts(1);
    long[] axis = op.ints("axis");
    TensorType flat = axis != null ? x : TensorType.of(List.of(x.numElements()), x.elementType());
    int along = axis != null ? OnnxOp.axis(axis[0], x.rank()) : 0;
    long[] kept = LongStream.range(0, Math.min(condition.length, flat.dim(along))).filter(i -> condition[(int) i] != 0).toArray();
    return along(flat, along, kept.length, i -> kept[(int) i]);
  }

  static Movement tensorScatter(OnnxOp op) {
    TensorType x = op.inputType(0);
    TensorType update = op.inputType(1);
    int axis = op.axis(x.rank(), false);
    if (axis == 0) throw new InvalidOnnxOp("has axis 0, which is that of the batch");
    long size = x.dim(axis);
    boolean circular = op.string("mode").equals("circular");
    long[] first = op.hasInput(2) ? op.constantInts(2) : new long[Math.toIntExact(x.dim(0))];
    Movement result = Movement.of(x.shape(), x.elementType(), at -> Movement.number(x.shape(), at));
    Movement.of(update.shape(), x.elementType(), at -> {
      long[] to = at.clone();
      long place = first[(int) at[0]] + at[axis];
      to[axis] = circular ? Math.floorMod(place, size) : index(place, size);
      result.sources()[(int) Movement.number(x.shape(), to)] = x.numElements() + Movement.number(update.shape(), at);
      return 0;
    });
    return result;
  }

  /** Indices number the elements of the tensor that was pooled, which is the first corner of the result. */
  static Movement maxUnpool(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] kernel = op.ints("kernel_shape");
    long[] strides = op.ints("strides", kernel.length, 1);
    long[] pads = op.ints("pads", 2 * kernel.length, 0);
    var pooled = new ArrayList<>(x.shape().subList(0, 2));
    for (int i = 0; i < kernel.length; i++) {
      pooled.add((x.dim(i + 2) - 1) * strides[i] - pads[i] - pads[kernel.length + i] + kernel[i]);
    }
    long[] indices = op.constantInts(1);
    List<Long> shape = op.hasInput(2) ? longs(op.constantInts(2)) : pooled;
    var sources = new HashMap<Long, Long>();
    for (int i = 0; i < indices.length; i++) sources.put(indices[i], (long) i);
    return Movement.of(shape, x.elementType(), at -> {
      boolean inside = IntStream.range(0, at.length).allMatch(i -> at[i] < pooled.get(i));
      return inside ? sources.getOrDefault(Movement.number(pooled, at), Movement.FILL) : Movement.FILL;
    });
  }

  private static List<Long> longs(long[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
