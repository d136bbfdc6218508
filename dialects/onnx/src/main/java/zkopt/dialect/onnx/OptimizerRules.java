package zkopt.dialect.onnx;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.TensorType;

/** The operands of a step of training: the rate, the number of the step, and lists of tensors, one after the other. */
public final class OptimizerRules {
  private static final int SCALARS = 2;

  private OptimizerRules() {}

  /**
   * The new tensors: of all lists but that of gradients, the second one.
   *
   * @param lists how many there are
   */
  static List<TensorType> types(OnnxOp op, int lists) {
    int tensors = tensors(op, lists);
    for (int i = 0; i < lists * tensors; i++) {
      TensorType type = op.inputType(SCALARS + i);
      if (!type.equals(op.inputType(SCALARS + i % tensors))) throw new InvalidOnnxOp("has '" + type + "' for a tensor of type '" + op.inputType(SCALARS + i % tensors) + "'");
    }
    return IntStream.range(0, (lists - 1) * tensors).mapToObj(i -> op.inputType(SCALARS + i % tensors)).toList();
  }

  /** How many tensors are trained. */
  public static int tensors(OnnxOp op, int lists) {
    int count = op.numOperands() - SCALARS;
    if (count < lists || count % lists != 0) throw new InvalidOnnxOp("needs " + lists + " lists of tensors of one length, but has " + count + " tensors");
    return count / lists;
  }
}
