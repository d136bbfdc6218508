package zkopt.lowering.onnx;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.ir.OpBuilder;
import zkopt.lowering.onnx.Tensor.Setting;

/** Chains of operators that only change shapes become one of them. */
final class ShapeChains {
  private static final Set<Operator> RESHAPING = EnumSet.of(Operator.RESHAPE, Operator.FLATTEN, Operator.SQUEEZE, Operator.UNSQUEEZE);

  private ShapeChains() {}

  /** {@code reshape(reshape(x)) -> reshape(x)} for Reshape, Flatten, Squeeze and Unsqueeze alike, and x where that is its shape. */
  record ReshapeOfReshape() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      boolean chain = RESHAPING.contains(op.operator()) && op.operand(0).definingOp() instanceof OnnxOp inner && RESHAPING.contains(inner.operator());
      if (!chain) return null;
      var x = new Tensor(builder, op.location(), op.operand(0).definingOp().operand(0));
      return x.shape().equals(op.outputType().shape()) ? x : x.reshaped(op.outputType().shape());
    }
  }

  /** {@code Transpose(Transpose(x, p), q) -> Transpose(x, p . q)}, and x where nothing moves. */
  record TransposeOfTranspose() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      if (op.operator() != Operator.TRANSPOSE) return null;
      OnnxOp inner = OnnxRewrite.producer(op.operand(0), Operator.TRANSPOSE);
      int[] outer = ShapeRules.permutation(op);
      int[] first = inner == null ? null : ShapeRules.permutation(inner);
      long[] both = Arrays.stream(outer).mapToLong(i -> first == null ? i : first[i]).toArray();
      boolean stays = true;
      for (int i = 0; i < both.length; i++) stays &= both[i] == i;
      if (inner == null && !stays) return null;
      var x = new Tensor(builder, op.location(), inner == null ? op.operand(0) : inner.operand(0));
      return stays ? x : x.apply(Operator.TRANSPOSE, Setting.of("perm", both));
    }
  }

  /** {@code Transpose(x) -> Reshape(x)} where only dimensions of size 1 change their place among the others. */
  record TransposeAsReshape() implements OnnxRewrite {
    @Override
    public Tensor replacement(OnnxOp op, OpBuilder builder) {
      if (op.operator() != Operator.TRANSPOSE) return null;
      var x = new Tensor(builder, op.location(), op.operand(0));
      int last = -1;
      for (int from : ShapeRules.permutation(op)) {
        if (x.type().dim(from) == 1) continue;
        if (from < last) return null;
        last = from;
      }
      return x.reshaped(op.outputType().shape());
    }
  }
}
