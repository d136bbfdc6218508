package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;

/** The type of the result of each kind of operator, from static operand shapes. */
public final class ShapeRules {
  private ShapeRules() {}

  static TensorType sameAsInput(OnnxOp op) {
    return op.inputType(0);
  }

  static TensorType broadcast(OnnxOp op) {
    TensorType a = op.inputType(0);
    TensorType b = op.inputType(1);
    if (!a.elementType().equals(b.elementType())) {
      throw new InvalidOnnxOp("needs operands of one element type, but has '" + a + "' and '" + b + "'");
    }
    return TensorType.of(broadcast(a.shape(), b.shape()), a.elementType());
  }

  /** ONNX's multidirectional broadcasting: aligned at the last dimension, ones stretch. @throws InvalidOnnxOp when sizes differ */
  public static List<Long> broadcast(List<Long> a, List<Long> b) {
    var shape = new ArrayList<Long>();
    for (int i = 1; i <= Math.max(a.size(), b.size()); i++) {
      long x = i <= a.size() ? a.get(a.size() - i) : 1;
      long y = i <= b.size() ? b.get(b.size() - i) : 1;
      if (x != y && x != 1 && y != 1) throw new InvalidOnnxOp("cannot broadcast the shapes " + a + " and " + b);
      shape.add(x == 1 ? y : x);
    }
    Collections.reverse(shape);
    return shape;
  }

  static TensorType conv(OnnxOp op) {
    TensorType w = op.inputType(1);
    if (op.hasInput(2) && !op.inputType(2).shape().equals(List.of(w.dim(0)))) {
      throw new InvalidOnnxOp("needs a bias of " + w.dim(0) + " elements, but has '" + op.inputType(2) + "'");
    }
    return TensorType.of(convShape(op, op.inputType(0), w), op.inputType(0).elementType());
  }

  /** The shape of the convolution of {@code x} with {@code w}. */
  static List<Long> convShape(OnnxOp op, TensorType x, TensorType w) {
    if (x.rank() < 3 || w.rank() != x.rank()) {
      throw new InvalidOnnxOp("needs an input and a weight of one rank, at least 3, but has '" + x + "' and '" + w + "'");
    }
    long group = op.integer("group");
    if (group < 1 || w.dim(0) % group != 0 || x.dim(1) != w.dim(1) * group) {
      throw new InvalidOnnxOp(
          "with group " + group + " cannot apply a weight of shape " + w.shape() + " to an input of shape " + x.shape());
    }
    return join(List.of(x.dim(0), w.dim(0)), convWindow(op, x, w).outputs());
  }

  /** The output, and what the next call needs of the input. */
  static List<TensorType> causalConv(OnnxOp op) {
    TensorType x = op.inputType(0);
    TensorType w = op.inputType(1);
    if (x.rank() != 3 || w.rank() != 3 || w.dim(0) != x.dim(1) || w.dim(1) != 1) {
      throw new InvalidOnnxOp("cannot apply a weight of shape " + w.shape() + " to each channel of an input of shape " + x.shape());
    }
    var state = TensorType.of(List.of(x.dim(0), x.dim(1), w.dim(2) - 1), x.elementType());
    if (op.hasInput(3) && !op.inputType(3).shape().equals(state.shape())) {
      throw new InvalidOnnxOp("needs a past state of shape " + state.shape() + ", but has '" + op.inputType(3) + "'");
    }
    return List.of(x, state);
  }

  static TensorType gridSample(OnnxOp op) {
    TensorType x = op.inputType(0);
    TensorType grid = op.inputType(1);
    int rank = x.rank() - 2;
    if (rank < 1 || grid.rank() != x.rank() || grid.dim(rank + 1) != rank || grid.dim(0) != x.dim(0)) {
      throw new InvalidOnnxOp("cannot sample '" + x + "' at the places '" + grid + "'");
    }
    return TensorType.of(join(x.shape().subList(0, 2), grid.shape().subList(1, rank + 1)), x.elementType());
  }

  /** The window of a Conv. */
  public static Window convWindow(OnnxOp op) {
    return convWindow(op, op.inputType(0), op.inputType(1));
  }

  private static Window convWindow(OnnxOp op, TensorType x, TensorType w) {
    long[] kernel = w.shape().subList(2, w.rank()).stream().mapToLong(Long::longValue).toArray();
    long[] declared = op.ints("kernel_shape");
    if (declared != null && !Arrays.equals(declared, kernel)) {
      throw new InvalidOnnxOp("has kernel_shape " + Arrays.toString(declared) + " and a weight of shape " + w.shape());
    }
    return Window.of(op, spatial(x), kernel, false);
  }

  static TensorType pool(OnnxOp op) {
    TensorType x = op.inputType(0);
    return TensorType.of(join(x.shape().subList(0, 2), poolWindow(op).outputs()), x.elementType());
  }

  static TensorType poolIndices(OnnxOp op) {
    return TensorType.of(pool(op).shape(), IntegerType.I64);
  }

  /** The window of a MaxPool, AveragePool or GlobalAveragePool. Every window holds at least one element of the input. */
  public static Window poolWindow(OnnxOp op) {
    List<Long> input = spatial(op.inputType(0));
    if (op.operator() == Operator.GLOBAL_AVERAGE_POOL || op.operator() == Operator.GLOBAL_MAX_POOL || op.operator() == Operator.GLOBAL_LP_POOL) return Window.whole(input);
    var window = Window.of(op, input, op.ints("kernel_shape"), op.flag("ceil_mode"));
    for (Window.Axis axis : window.axes()) {
      if (LongStream.range(0, axis.output()).anyMatch(o -> axis.tapsInInput(o) == 0)) {
        throw new InvalidOnnxOp("has a window that lies in the padding altogether");
      }
    }
    return window;
  }

  private static List<Long> spatial(TensorType x) {
    if (x.rank() < 3) throw new InvalidOnnxOp("needs an input of rank at least 3, but has '" + x + "'");
    return x.shape().subList(2, x.rank());
  }

  static TensorType gemm(OnnxOp op) {
    List<Long> shape = gemmShape(op, op.inputType(0), op.inputType(1));
    if (op.hasInput(2) && !broadcast(shape, op.inputType(2).shape()).equals(shape)) {
      throw new InvalidOnnxOp("cannot broadcast operand #2 of shape " + op.inputType(2).shape() + " to " + shape);
    }
    return TensorType.of(shape, op.inputType(0).elementType());
  }

  /** The shape of the product of two matrices, each transposed or not. */
  static List<Long> gemmShape(OnnxOp op, TensorType a, TensorType b) {
    if (a.rank() != 2 || b.rank() != 2) throw new InvalidOnnxOp("needs matrices, but has '" + a + "' and '" + b + "'");
    boolean ta = op.flag("transA");
    boolean tb = op.flag("transB");
    if (a.dim(ta ? 0 : 1) != b.dim(tb ? 1 : 0)) throw innerSizes(a, b);
    return List.of(a.dim(ta ? 1 : 0), b.dim(tb ? 0 : 1));
  }

  static TensorType matMul(OnnxOp op) {
    return TensorType.of(matMulShape(op.inputType(0), op.inputType(1)), op.inputType(0).elementType());
  }

  /** The shape of numpy.matmul. */
  static List<Long> matMulShape(TensorType a, TensorType b) {
    if (a.rank() == 0 || b.rank() == 0) {
      throw new InvalidOnnxOp("needs operands of rank at least 1, but has '" + a + "' and '" + b + "'");
    }
    long inner = b.rank() == 1 ? b.dim(0) : b.dim(b.rank() - 2);
    if (a.dim(a.rank() - 1) != inner) throw innerSizes(a, b);
    var shape = new ArrayList<>(broadcast(batch(a), batch(b)));
    if (a.rank() > 1) shape.add(a.dim(a.rank() - 2));
    if (b.rank() > 1) shape.add(b.dim(b.rank() - 1));
    return shape;
  }

  private static List<Long> batch(TensorType type) {
    return type.shape().subList(0, Math.max(0, type.rank() - 2));
  }

  private static InvalidOnnxOp innerSizes(TensorType a, TensorType b) {
    return new InvalidOnnxOp("has inner dimensions that differ in '" + a + "' and '" + b + "'");
  }

  static TensorType oneHot(OnnxOp op) {
    TensorType indices = op.inputType(0);
    long depth = (long) op.constant(1).doubleAt(0);
    if (depth < 1) throw new InvalidOnnxOp("has the depth " + depth);
    var shape = new ArrayList<>(indices.shape());
    shape.add(OnnxOp.axis(op.integer("axis"), indices.rank() + 1), depth);
    return TensorType.of(shape, op.inputType(2).elementType());
  }

  static TensorType determinant(OnnxOp op) {
    TensorType x = op.inputType(0);
    int rank = x.rank();
    if (rank < 2 || x.dim(rank - 1) != x.dim(rank - 2)) throw new InvalidOnnxOp("needs square matrices, but has '" + x + "'");
    return TensorType.of(batch(x), x.elementType());
  }

  static TensorType reshape(OnnxOp op) {
    TensorType data = op.inputType(0);
    ElementsAttr target = op.constant(1);
    if (target.type().rank() != 1 || !(target.type().elementType() instanceof IntegerType)) {
      throw new InvalidOnnxOp("needs a shape that is a list of integers, but has '" + target.type() + "'");
    }
    boolean allowZero = op.flag("allowzero");
    long[] shape = target.toLongs();
    int open = -1;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 0 && !allowZero) {
        if (i >= data.rank()) throw doesNotFit(data, target);
        shape[i] = data.dim(i);
      }
      if (shape[i] < -1 || shape[i] == -1 && open >= 0) throw doesNotFit(data, target);
      if (shape[i] == -1) open = i;
    }
    long known = Arrays.stream(shape).filter(d -> d != -1).reduce(1, Math::multiplyExact);
    if (open >= 0) {
      if (known == 0 || data.numElements() % known != 0) throw doesNotFit(data, target);
      shape[open] = data.numElements() / known;
      known *= shape[open];
    }
    if (known != data.numElements()) throw doesNotFit(data, target);
    return TensorType.of(Arrays.stream(shape).boxed().toList(), data.elementType());
  }

  private static InvalidOnnxOp doesNotFit(TensorType data, ElementsAttr target) {
    return new InvalidOnnxOp("cannot give '" + data + "' the shape " + Arrays.toString(target.toLongs()));
  }

  static TensorType flatten(OnnxOp op) {
    TensorType x = op.inputType(0);
    int axis = op.axis(x.rank(), true);
    return TensorType.of(List.of(product(x.shape().subList(0, axis)), product(x.shape().subList(axis, x.rank()))), x.elementType());
  }

  static TensorType squeeze(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] ones = LongStream.range(0, x.rank()).filter(i -> x.dim((int) i) == 1).toArray();
    int[] axes = Arrays.stream(op.listOr("axes", 1, ones)).mapToInt(a -> OnnxOp.axis(a, x.rank())).sorted().distinct().toArray();
    for (int axis : axes) {
      if (x.dim(axis) != 1) throw new InvalidOnnxOp("cannot leave out dimension " + axis + " of '" + x + "'");
    }
    return TensorType.of(ReductionRules.left(x.shape(), axes, false), x.elementType());
  }

  static TensorType unsqueeze(OnnxOp op) {
    TensorType x = op.inputType(0);
    long[] axes = op.list("axes", 1);
    var shape = new ArrayList<>(x.shape());
    int[] places = Arrays.stream(axes).mapToInt(a -> OnnxOp.axis(a, x.rank() + axes.length)).sorted().distinct().toArray();
    if (places.length != axes.length) throw new InvalidOnnxOp("has an axis twice in " + Arrays.toString(axes));
    for (int axis : places) shape.add(axis, 1L);
    return TensorType.of(shape, x.elementType());
  }

  static TensorType transpose(OnnxOp op) {
    TensorType x = op.inputType(0);
    return TensorType.of(Arrays.stream(permutation(op)).mapToObj(x::dim).toList(), x.elementType());
  }

  /** The permutation of a Transpose: dimension i of the result is dimension {@code permutation[i]} of the operand. */
  public static int[] permutation(OnnxOp op) {
    int rank = op.inputType(0).rank();
    long[] perm = op.ints("perm");
    if (perm == null) return IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
    if (!Arrays.equals(Arrays.stream(perm).sorted().toArray(), LongStream.range(0, rank).toArray())) {
      throw new InvalidOnnxOp("has perm " + Arrays.toString(perm) + ", which is no permutation of " + rank + " dimensions");
    }
    return Arrays.stream(perm).mapToInt(Math::toIntExact).toArray();
  }

  static TensorType concat(OnnxOp op) {
    TensorType first = op.inputType(0);
    int axis = op.axis(first.rank(), false);
    long size = 0;
    for (int i = 0; i < op.numOperands(); i++) {
      TensorType x = op.inputType(i);
      boolean joins = x.rank() == first.rank() && x.elementType().equals(first.elementType());
      for (int d = 0; joins && d < x.rank(); d++) joins = d == axis || x.dim(d) == first.dim(d);
      if (!joins) throw new InvalidOnnxOp("cannot join '" + first + "' and '" + x + "' along dimension " + axis);
      size += x.dim(axis);
    }
    var shape = new ArrayList<>(first.shape());
    shape.set(axis, size);
    return TensorType.of(shape, first.elementType());
  }

  static TensorType gather(OnnxOp op) {
    TensorType x = op.inputType(0);
    int axis = op.axis(x.rank(), false);
    if (!(op.inputType(1).elementType() instanceof IntegerType)) throw new InvalidOnnxOp("needs indices that are whole, but has '" + op.inputType(1) + "'");
    var shape = join(x.shape().subList(0, axis), op.inputType(1).shape());
    return TensorType.of(join(shape, x.shape().subList(axis + 1, x.rank())), x.elementType());
  }

  static TensorType softmax(OnnxOp op) {
    TensorType x = op.inputType(0);
    op.axis(x.rank(), false);
    return x;
  }

  private static long product(List<Long> dims) {
    return dims.stream().reduce(1L, Math::multiplyExact);
  }

  private static List<Long> join(List<Long> front, List<Long> back) {
    var all = new ArrayList<>(front);
    all.addAll(back);
    return all;
  }
}
