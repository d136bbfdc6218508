package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Value;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * {@code 0.5 * x * (1 + erf(x / sqrt(2))) -> Gelu(x)} and
 * {@code 0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))) -> Gelu(x) {approximate = "tanh"}}, in whatever order it is multiplied.
 */
record GeluRecognition() implements OnnxRewrite {
  @Override
  public Tensor replacement(OnnxOp op, OpBuilder builder) {
    if (op.operator() != Operator.MUL || !op.outputType().elementType().equals(FloatType.F32)) return null;
    Product product = Product.of(op.result());
    if (!OnnxRewrite.isAbout(product.coefficient, 0.5) || product.factors.size() != 2) return null;
    for (int i = 0; i < 2; i++) {
      Value x = product.factors.get(i);
      String approximate = approximation(x, onePlus(product.factors.get(1 - i)));
      if (approximate != null) {
        return new Tensor(builder, op.location(), x).apply(Operator.GELU, Setting.of("approximate", approximate));
      }
    }
    return null;
  }

  /** f where {@code value} is {@code 1 + f}, else null. */
  private static Value onePlus(Value value) {
    OnnxOp sum = OnnxRewrite.producer(value, Operator.ADD);
    for (int i = 0; sum != null && i < 2; i++) {
      if (OnnxRewrite.number(sum.operand(i)) == 1) return sum.operand(1 - i);
    }
    return null;
  }

  /** Which form of Gelu {@code function} of x makes, or null. */
  private static String approximation(Value x, Value function) {
    if (function == null) return null;
    OnnxOp erf = OnnxRewrite.producer(function, Operator.ERF);
    if (erf != null) return Product.of(erf.operand(0)).is(Math.sqrt(0.5), List.of(x)) ? "none" : null;
    OnnxOp tanh = OnnxRewrite.producer(function, Operator.TANH);
    Product inner = tanh == null ? null : Product.of(tanh.operand(0));
    boolean scaled = inner != null && inner.factors.size() == 1 && OnnxRewrite.isAbout(inner.coefficient, Math.sqrt(2 / Math.PI));
    OnnxOp sum = scaled ? OnnxRewrite.producer(inner.factors.getFirst(), Operator.ADD) : null;
    for (int i = 0; sum != null && i < 2; i++) {
      if (sum.operand(i) == x && Product.of(sum.operand(1 - i)).is(0.044715, List.of(x, x, x))) return "tanh";
    }
    return null;
  }

  /** A product of a number and tensors. */
  private record Product(double coefficient, List<Value> factors) {
    static Product of(Value value) {
      double number = OnnxRewrite.number(value);
      if (!Double.isNaN(number)) return new Product(number, List.of());
      if (value.definingOp() instanceof OnnxOp op) {
        if (op.operator() == Operator.MUL) return of(op.operand(0)).times(of(op.operand(1)));
        double second = op.operator() == Operator.DIV || op.operator() == Operator.POW ? OnnxRewrite.number(op.operand(1)) : Double.NaN;
        if (op.operator() == Operator.DIV && second != 0 && !Double.isNaN(second)) return of(op.operand(0)).times(new Product(1 / second, List.of()));
        if (op.operator() == Operator.POW && (second == 2 || second == 3)) {
          Product base = of(op.operand(0));
          return second == 2 ? base.times(base) : base.times(base).times(base);
        }
      }
      return new Product(1, List.of(value));
    }

    Product times(Product other) {
      var all = new ArrayList<>(factors);
      all.addAll(other.factors);
      return new Product(coefficient * other.coefficient, all);
    }

    boolean is(double expected, List<Value> values) {
      return OnnxRewrite.isAbout(coefficient, expected) && factors.equals(values);
    }
  }
}
