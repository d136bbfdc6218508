package zkopt.lowering.onnx;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.OpBuilder;
import zkopt.ir.TensorType;
import zkopt.ir.Value;

/** Chains of products with constants and sums with constants become one of each. */
final class ScaleChains {
  /** Larger constants stay computations. */
  private static final long MOST_ELEMENTS = 1 << 16;

  private ScaleChains() {}

  /** {@code op(x, c)} or {@code op(c, x)} with a constant c. */
  private record WithConstant(OnnxOp op, Value x, Value constant) {
    static WithConstant of(Value value, Operator operator) {
      OnnxOp op = OnnxRewrite.producer(value, operator);
      if (op == null || !op.outputType().elementType().equals(FloatType.F32)) return null;
      for (int i = 0; i < 2; i++) {
        if (isSmall(op.operand(1 - i)) && OnnxRewrite.data(op.operand(i)) == null) return new WithConstant(op, op.operand(i), op.operand(1 - i));
      }
      return null;
    }

    private static boolean isSmall(Value constant) {
      return OnnxRewrite.data(constant) != null && OnnxRewrite.data(constant).count() <= MOST_ELEMENTS;
    }

    boolean hasOneUse() {
      return op.result().hasOneUse();
    }

    Tensor x(OpBuilder builder) {
      return new Tensor(builder, op.location(), x);
    }

    ElementsAttr data() {
      return OnnxRewrite.data(constant);
    }

    /** Whether what becomes of the constants of this and {@code other} is small too. */
    boolean combines(ElementsAttr other) {
      return ShapeRules.broadcast(data().type().shape(), other.type().shape()).stream().reduce(1L, (a, b) -> a * b) <= MOST_ELEMENTS;
    }

    /** {@code f} of the constants of this and {@code other}, with broadcasting. */
    Tensor combined(ElementsAttr other, DoubleBinaryOperator f, OpBuilder builder) {
      List<Long> shape = ShapeRules.broadcast(data().type().shape(), other.type().shape());
      long[] mine = Broadcast.places(data().type().shape(), shape);
      long[] others = Broadcast.places(other.type().shape(), shape);
      return x(builder).constant(TensorType.of(shape, FloatType.F32),
          i -> f.applyAsDouble(data().doubleAt(mine[(int) i]), other.doubleAt(others[(int) i])));
    }
  }

  /** Which element of a tensor stands at each place of the shape that it broadcasts to. */
  private static final class Broadcast {
    static long[] places(List<Long> from, List<Long> to) {
      long[] places = new long[Math.toIntExact(to.stream().reduce(1L, (a, b) -> a * b))];
      for (int n = 0; n < places.length; n++) {
        long rest = n;
        long stride = 1;
        for (int i = 1; i <= from.size(); i++) {
          long size = from.get(from.size() - i);
          long extent = to.get(to.size() - i);
          if (size != 1) places[n] += rest % extent * stride;
          rest /= extent;
          stride *= size;
        }
      }
      return places;
    }
  }

  /** {@code (x + s) + t -> x + (s + t)} and {@code (x * f) * g -> x * (f * g)}, all but x constant. */
  record ConstantOfConstant() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      if (op.operator() != Operator.ADD && op.operator() != Operator.MUL) return null;
      WithConstant outer = WithConstant.of(op.result(), op.operator());
      WithConstant inner = outer == null ? null : WithConstant.of(outer.x, op.operator());
      if (inner == null || !inner.hasOneUse() || !inner.combines(outer.data())) return null;
      Tensor both = inner.combined(outer.data(), op.operator() == Operator.ADD ? Double::sum : (a, b) -> a * b, builder);
      return inner.x(builder).apply(op.operator(), List.of(both));
    }
  }

  /** {@code (x * f + s) * g -> x * (f * g) + s * g}, all but x constant. */
  record ScaleOfShift() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      WithConstant outer = WithConstant.of(op.result(), Operator.MUL);
      WithConstant sum = outer == null ? null : WithConstant.of(outer.x, Operator.ADD);
      WithConstant inner = sum == null ? null : WithConstant.of(sum.x, Operator.MUL);
      if (inner == null || !sum.hasOneUse() || !inner.hasOneUse()) return null;
      if (!inner.combines(outer.data()) || !sum.combines(outer.data())) return null;
      Tensor factor = inner.combined(outer.data(), (a, b) -> a * b, builder);
      return inner.x(builder).times(factor).plus(sum.combined(outer.data(), (a, b) -> a * b, builder));
    }
  }
}
