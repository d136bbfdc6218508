package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.ImageBlocks;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ScatterRules;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** Operators that combine several elements into one, where which ones is known: a Gather of those, and a reduction. */
final class Contributions {
  private Contributions() {}

  /** ScatterElements and ScatterND: what replaces, or else is combined with, an element; of several replacements the last one holds. */
  static Tensor scatter(OnnxOp op, List<Tensor> x) {
    String reduction = op.string("reduction");
    boolean replaces = reduction.equals("none");
    int data = Math.toIntExact(x.getFirst().type().numElements());
    var sources = new ArrayList<List<Integer>>();
    for (int i = 0; i < data; i++) sources.add(new ArrayList<>(List.of(i)));
    long[] targets = ScatterRules.targets(op);
    for (int i = 0; i < targets.length; i++) {
      List<Integer> of = sources.get(Math.toIntExact(targets[i]));
      if (replaces) of.clear();
      of.add(data + i);
    }
    Tensor all = flat(x.get(0)).apply(Operator.CONCAT, List.of(flat(x.get(2))), Setting.of("axis", 0L));
    return combined(all, sources, Combination.named(op, reduction)).reshaped(op.outputType().shape());
  }

  /** Each pixel is the sum of the elements of blocks that lie on it. */
  static Tensor col2Im(OnnxOp op, List<Tensor> x) {
    ImageBlocks blocks = ImageBlocks.of(op);
    long[] targets = blocks.targets();
    var sources = new ArrayList<List<Integer>>();
    for (long i = 0; i < blocks.pixels(); i++) sources.add(new ArrayList<>());
    for (int i = 0; i < targets.length; i++) {
      if (targets[i] >= 0) sources.get(Math.toIntExact(targets[i])).add(i);
    }
    List<Long> shape = op.outputType().shape();
    return combined(x.getFirst().reshaped(List.of(shape.get(0), shape.get(1), (long) targets.length)), sources, Combination.SUM).reshaped(shape);
  }

  private enum Combination {
    SUM(Operator.REDUCE_SUM, 0), PRODUCT(Operator.REDUCE_PROD, 1), MAX(Operator.REDUCE_MAX, 0), MIN(Operator.REDUCE_MIN, 0);

    private final Operator reduction;
    private final double neutral;

    Combination(Operator reduction, double neutral) {
      this.reduction = reduction;
      this.neutral = neutral;
    }

    static Combination named(OnnxOp op, String reduction) {
      return switch (reduction) {
        case "none", "add" -> SUM;
        case "mul" -> PRODUCT;
        case "max" -> MAX;
        case "min" -> MIN;
        default -> throw new InvalidOnnxOp("has reduction = '" + reduction + "'; known are none, add, mul, max and min");
      };
    }

    /** Whether an element may count twice. */
    boolean isIdempotent() {
      return this == MAX || this == MIN;
    }
  }

  private static Tensor flat(Tensor t) {
    return t.reshaped(List.of(t.type().numElements()));
  }

  /** Of the last dimension the elements in each list, combined; shorter lists are filled up with the first element or a neutral one. */
  private static Tensor combined(Tensor x, List<List<Integer>> sources, Combination combination) {
    int last = x.rank() - 1;
    int most = sources.stream().mapToInt(List::size).max().orElse(0);
    if (sources.stream().allMatch(s -> s.size() == 1)) return gathered(x, last, sources, 1).reshaped(resized(x.shape(), sources.size()));
    int filling = Math.toIntExact(x.type().dim(last));
    Tensor padded = combination.isIdempotent() ? x
        : x.apply(Operator.CONCAT, List.of(x.constant(TensorType.of(resized(x.shape(), 1), x.type().elementType()), _ -> combination.neutral)), Setting.of("axis", (long) last));
    var filled = new ArrayList<List<Integer>>();
    for (List<Integer> of : sources) {
      var row = new ArrayList<>(of);
      row.addAll(Collections.nCopies(Math.max(1, most) - of.size(), combination.isIdempotent() ? of.getFirst() : filling));
      filled.add(row);
    }
    return gathered(padded, last, filled, Math.max(1, most)).reduced(combination.reduction, false, last + 1);
  }

  private static Tensor gathered(Tensor x, int axis, List<List<Integer>> indices, int columns) {
    var type = TensorType.of(List.of((long) indices.size(), (long) columns), IntegerType.I64);
    Tensor places = x.constant(type, i -> indices.get((int) (i / columns)).get((int) (i % columns)));
    return x.apply(Operator.GATHER, List.of(places), Setting.of("axis", (long) axis));
  }

  private static List<Long> resized(List<Long> shape, long last) {
    return IntStream.range(0, shape.size()).mapToObj(i -> i == shape.size() - 1 ? last : shape.get(i)).toList();
  }
}
