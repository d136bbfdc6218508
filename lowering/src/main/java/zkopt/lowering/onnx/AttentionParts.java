package zkopt.lowering.onnx;

import java.util.List;
import zkopt.dialect.onnx.AttentionSizes;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** What Attention is made of: products, the cap, the mask and a softmax, for each head. */
record AttentionParts(OnnxOp op, List<Tensor> x, AttentionSizes sizes) {
  /** The output that {@code op} stands for. */
  static Tensor of(OnnxOp op, List<Tensor> x) {
    var parts = new AttentionParts(op, x, AttentionSizes.of(op));
    return switch ((int) op.integer("result")) {
      case 0 -> parts.output();
      case 1 -> parts.present(1, 4);
      case 2 -> parts.present(2, 5);
      default -> parts.intermediate((int) op.integer("qk_matmul_output_mode"));
    };
  }

  private Tensor output() {
    Tensor y = intermediate(3).apply(Operator.MATMUL, List.of(forEachHead(present(2, 5))));
    if (!sizes.flat()) return y;
    return y.apply(Operator.TRANSPOSE, Setting.of("perm", 0, 2, 1, 3)).reshaped(op.outputType().shape());
  }

  /** A tensor of three dimensions with one for the heads. */
  private Tensor split(Tensor t, long heads) {
    if (!sizes.flat()) return t;
    return t.reshaped(List.of(t.type().dim(0), t.type().dim(1), heads, t.type().dim(2) / heads)).apply(Operator.TRANSPOSE, Setting.of("perm", 0, 2, 1, 3));
  }

  /** Keys or values, those remembered first. */
  private Tensor present(int operand, int past) {
    Tensor now = split(x.get(operand), sizes.keyHeads());
    return x.get(past) == null ? now : x.get(past).apply(Operator.CONCAT, List.of(now), Setting.of("axis", 2L));
  }

  /** Keys or values repeated for each head of the queries that shares them. */
  private Tensor forEachHead(Tensor present) {
    long group = sizes.heads() / sizes.keyHeads();
    if (group == 1) return present;
    long size = present.type().dim(3);
    var expanded = List.of(sizes.batch(), sizes.keyHeads(), group, sizes.keys(), size);
    Tensor shape = present.constant(TensorType.of(List.of(5L), IntegerType.I64), i -> expanded.get((int) i));
    return present.reshaped(List.of(sizes.batch(), sizes.keyHeads(), 1L, sizes.keys(), size)).apply(Operator.EXPAND, List.of(shape))
        .reshaped(List.of(sizes.batch(), sizes.heads(), sizes.keys(), size));
  }

  /** The scaled products (0), capped (1), with the mask (2), and their softmax (3). */
  private Tensor intermediate(int mode) {
    double scale = op.real("scale", 1 / Math.sqrt(sizes.headSize()));
    Tensor keys = forEachHead(present(1, 4)).apply(Operator.TRANSPOSE, Setting.of("perm", 0, 1, 3, 2));
    Tensor products = split(x.get(0), sizes.heads()).apply(Operator.MATMUL, List.of(keys));
    products = products.times(products.scalar(scale));
    double cap = op.real("softcap");
    if (mode > 0 && cap != 0) products = products.times(products.scalar(1 / cap)).apply(Operator.TANH).times(products.scalar(cap));
    if (mode > 1) products = masked(products);
    return mode < 3 ? products : products.apply(Operator.SOFTMAX, Setting.of("axis", -1L));
  }

  private Tensor masked(Tensor products) {
    Tensor masked = products;
    if (x.get(3) != null) masked = masked.plus(bias(x.get(3), products));
    if (op.flag("is_causal")) {
      var type = TensorType.of(List.of(sizes.queries(), sizes.keys()), products.type().elementType());
      masked = masked.plus(products.constant(type, i -> i % sizes.keys() > i / sizes.keys() + sizes.past() ? Double.NEGATIVE_INFINITY : 0));
    }
    return x.get(6) == null ? masked : masked.where(isKey(x.get(6)), products.scalar(Double.NEGATIVE_INFINITY));
  }

  /** Whether a key comes before its batch's length. */
  private Tensor isKey(Tensor lengths) {
    Tensor positions = lengths.constant(TensorType.of(List.of(sizes.keys()), lengths.type().elementType()), i -> i);
    return positions.apply(Operator.LESS, List.of(lengths.reshaped(List.of(sizes.batch(), 1L, 1L, 1L))));
  }

  /** A mask of truth values is 0 where they hold, minus infinity elsewhere; what is too short is as if false at the end. */
  private Tensor bias(Tensor mask, Tensor products) {
    Tensor bias = mask.type().elementType().equals(IntegerType.I1)
        ? products.scalar(0).where(mask, products.scalar(Double.NEGATIVE_INFINITY)) : mask;
    long missing = sizes.keys() - bias.type().dim(bias.rank() - 1);
    if (missing <= 0) return bias;
    long[] pads = new long[2 * bias.rank()];
    pads[pads.length - 1] = missing;
    return bias.apply(Operator.PAD, Setting.of("pads", pads), Setting.of("value", Double.NEGATIVE_INFINITY));
  }
}
