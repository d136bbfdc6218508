package zkopt.dialect.onnx;

import java.util.List;
import zkopt.ir.TensorType;

/** The frames of an STFT. @param outputs numbers in the transform of each */
public record SignalFrames(long count, long length, long step, long outputs) {
  /** @throws InvalidOnnxOp when the operands do not fit; step and length need to be constant */
  public static SignalFrames of(OnnxOp op) {
    TensorType x = op.inputType(0);
    if (x.rank() != 3 || x.dim(2) > 2) throw new InvalidOnnxOp("needs a signal of shape (batch, length, 1 or 2), but has '" + x + "'");
    long step = op.constantInts(1)[0];
    long length = op.hasInput(3) ? op.constantInts(3)[0] : op.hasInput(2) ? op.inputType(2).dim(0) : x.dim(1);
    if (step < 1 || length < 1 || length > x.dim(1)) throw new InvalidOnnxOp("cannot cut '" + x + "' into frames of " + length + " every " + step);
    if (op.hasInput(2) && !op.inputType(2).shape().equals(List.of(length))) {
      throw new InvalidOnnxOp("needs a window of " + length + " elements, but has '" + op.inputType(2) + "'");
    }
    return new SignalFrames((x.dim(1) - length) / step + 1, length, step, op.flag("onesided") ? length / 2 + 1 : length);
  }

  static TensorType type(OnnxOp op) {
    SignalFrames frames = of(op);
    return TensorType.of(List.of(op.inputType(0).dim(0), frames.count, frames.outputs, 2L), op.inputType(0).elementType());
  }
}
