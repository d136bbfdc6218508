package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/**
 * {@code x w1 + b1, x w2 + b2, ...  ->  the columns of x [w1 w2 ...] + [b1 b2 ...]}, all but x constant: the elements of x then stand in one
 * contraction, and are evaluated at its random points once. Left alone are products whose sums a gate rounds with what comes next.
 */
record ProductsOfOneInput() implements Rewrite<OnnxOp> {
  /** A gate that rounds a sum does these, too, which it could not do with a part of the columns. */
  private static final Set<Operator> FUSED = Set.of(Operator.ADD, Operator.RELU, Operator.LEAKY_RELU, Operator.CLIP);
  /** Larger products of weights stay apart. */
  private static final long MOST_ELEMENTS = 1L << 24;

  /** A product with constant matrix of as many rows as x has columns. @param bias null when there is none */
  private record Product(OnnxOp op, ElementsAttr weights, ElementsAttr bias, boolean transposed) {
    static Product of(OnnxOp op) {
      boolean gemm = op.operator() == Operator.GEMM;
      if (!gemm && op.operator() != Operator.MATMUL) return null;
      ElementsAttr weights = OnnxRewrite.data(op.operand(1));
      boolean plain = weights != null && weights.type().rank() == 2 && weights.type().elementType().equals(FloatType.F32)
          && op.inputType(0).rank() >= 2 && op.outputType().hasStaticShape();
      if (!plain || OnnxRewrite.data(op.operand(0)) != null) return null;
      if (op.result().users().stream().anyMatch(u -> u instanceof OnnxOp next && FUSED.contains(next.operator()))) return null;
      if (!gemm) return new Product(op, weights, null, false);
      ElementsAttr bias = op.hasInput(2) ? OnnxRewrite.data(op.operand(2)) : null;
      boolean fits = !op.flag("transA") && op.real("alpha") == 1 && (!op.hasInput(2) || bias != null && op.real("beta") == 1 && isRow(bias, op));
      return fits ? new Product(op, weights, bias, op.flag("transB")) : null;
    }

    private static boolean isRow(ElementsAttr bias, OnnxOp op) {
      return bias.count() == op.outputType().dim(1) && (bias.type().rank() == 1 || bias.type().rank() == 2 && bias.type().dim(0) == 1);
    }

    int columns() {
      return Math.toIntExact(weights.type().dim(transposed ? 0 : 1));
    }

    int rows() {
      return Math.toIntExact(weights.type().dim(transposed ? 1 : 0));
    }

    double weight(int row, int column) {
      return weights.doubleAt(transposed ? (long) column * rows() + row : (long) row * columns() + column);
    }
  }

  @Override
  public Class<OnnxOp> root() {
    return OnnxOp.class;
  }

  @Override
  public boolean matchAndRewrite(OnnxOp op, Rewriter rewriter) {
    Product first = Product.of(op);
    if (first == null) return false;
    var products = new ArrayList<Product>(List.of(first));
    for (var user : op.operand(0).users()) {
      boolean follows = user instanceof OnnxOp other && other.block() == op.block() && op.isBeforeInBlock(other) && other.operator() == op.operator();
      Product next = follows && user.operand(0) == op.operand(0) ? Product.of((OnnxOp) user) : null;
      if (next != null && products.stream().noneMatch(p -> p.op == next.op)) products.add(next);
    }
    long columns = products.stream().mapToLong(Product::columns).sum();
    if (products.size() < 2 || columns * first.rows() > MOST_ELEMENTS) return false;
    split(product(products, Math.toIntExact(columns), rewriter), products, rewriter);
    return true;
  }

  private static Tensor product(List<Product> products, int columns, Rewriter rewriter) {
    OnnxOp op = products.getFirst().op;
    var productOf = new Product[columns];
    int[] columnOf = new int[columns];
    int n = 0;
    for (Product p : products) {
      for (int i = 0; i < p.columns(); i++, n++) {
        productOf[n] = p;
        columnOf[n] = i;
      }
    }
    var x = new Tensor(rewriter, op.location(), op.operand(0));
    var weights = x.constant(TensorType.of(List.of((long) products.getFirst().rows(), (long) columns), FloatType.F32),
        i -> productOf[(int) (i % columns)].weight((int) (i / columns), columnOf[(int) (i % columns)]));
    if (op.operator() == Operator.MATMUL) return x.matMul(weights);
    if (products.stream().allMatch(p -> p.bias == null)) return x.apply(Operator.GEMM, List.of(weights));
    var bias = x.constant(TensorType.of(List.of((long) columns), FloatType.F32),
        i -> productOf[(int) i].bias == null ? 0 : productOf[(int) i].bias.doubleAt(columnOf[(int) i]));
    return x.apply(Operator.GEMM, List.of(weights, bias));
  }

  private static void split(Tensor all, List<Product> products, Rewriter rewriter) {
    int axis = all.rank() - 1;
    long from = 0;
    var slices = new ArrayList<Value>();
    for (Product p : products) {
      slices.add(new Tensor(rewriter, p.op.location(), all.value()).slice(axis, from, from + p.columns()).value());
      from += p.columns();
    }
    for (int i = 0; i < products.size(); i++) rewriter.replaceOp(products.get(i).op, slices.get(i));
  }
}
