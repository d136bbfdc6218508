package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.Window;
import zkopt.ir.affine.AffineExpr;

/**
 * The loops over the taps of a pooling window, clipped to the input: inside of the loops over batch, channel and output position.
 *
 * @param indices of the input element that a tap reads
 */
record WindowLoops(List<LoopEmitter.Bounds> bounds, List<AffineExpr> indices) {
  static WindowLoops of(Window window) {
    int spatial = window.axes().size();
    int outer = 2 + spatial;
    var bounds = new ArrayList<LoopEmitter.Bounds>();
    var indices = new ArrayList<>(LoopEmitter.dims(2));
    for (int i = 0; i < spatial; i++) {
      Window.Axis axis = window.axes().get(i);
      AffineExpr output = AffineExpr.dim(2 + i);
      bounds.add(axis.leavesInput() ? clipped(axis, output) : LoopEmitter.Bounds.upTo(axis.kernel()));
      indices.add(output.times(axis.stride()).plus(AffineExpr.dim(outer + i).times(axis.dilation())).plus(-axis.padBegin()));
    }
    return new WindowLoops(bounds, indices);
  }

  /** The taps k of which {@code first + k * dilation} lies in [0, input), where {@code first = output * stride - padBegin}. */
  private static LoopEmitter.Bounds clipped(Window.Axis axis, AffineExpr output) {
    AffineExpr minusFirst = output.times(-axis.stride()).plus(axis.padBegin());
    AffineExpr dilation = AffineExpr.constant(axis.dilation());
    return new LoopEmitter.Bounds(
        List.of(AffineExpr.constant(0), minusFirst.ceilDiv(dilation)),
        List.of(AffineExpr.constant(axis.kernel()), minusFirst.plus(axis.input()).ceilDiv(dilation)));
  }
}
