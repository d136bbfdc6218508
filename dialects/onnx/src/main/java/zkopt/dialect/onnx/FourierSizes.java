package zkopt.dialect.onnx;

import java.util.ArrayList;
import zkopt.ir.TensorType;

/**
 * The sizes of a DFT. Numbers are pairs of a real and an imaginary part along the last dimension, or real parts alone.
 *
 * @param axis the dimension that is transformed
 * @param length of the transform, to which the input is cut or continued with zeros
 * @param outputs numbers along the axis in the result
 * @param realResult whether the result holds real parts alone
 */
public record FourierSizes(int axis, long length, long outputs, boolean realResult) {
  /** @throws InvalidOnnxOp when the operands do not fit; length and axis need to be constant */
  public static FourierSizes of(OnnxOp op) {
    TensorType x = op.inputType(0);
    if (x.rank() < 2 || x.dim(x.rank() - 1) > 2) throw new InvalidOnnxOp("needs numbers of one or two parts in the last dimension, but has '" + x + "'");
    int axis = OnnxOp.axis(op.listOr("axis", 2, new long[] {-2})[0], x.rank());
    if (axis == x.rank() - 1) throw new InvalidOnnxOp("cannot transform along the last dimension, in which the parts of a number are");
    boolean inverse = op.flag("inverse");
    boolean oneSided = op.flag("onesided");
    long length = op.hasInput(1) ? op.constantInts(1)[0] : inverse && oneSided ? 2 * (x.dim(axis) - 1) : x.dim(axis);
    if (length < 1) throw new InvalidOnnxOp("has the length " + length);
    return new FourierSizes(axis, length, oneSided && !inverse ? length / 2 + 1 : length, inverse && oneSided);
  }

  static TensorType type(OnnxOp op) {
    FourierSizes sizes = of(op);
    var shape = new ArrayList<>(op.inputType(0).shape());
    shape.set(sizes.axis, sizes.outputs);
    shape.set(shape.size() - 1, sizes.realResult ? 1L : 2L);
    return TensorType.of(shape, op.inputType(0).elementType());
  }
}
