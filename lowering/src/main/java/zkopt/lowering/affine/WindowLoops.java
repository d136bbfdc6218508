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
      AffineExpr first = AffineExpr.dim(2 + i).times(axis.stride()).plus(-axis.padBegin());
      bounds.add(axis.leavesInput() ? clipped(axis, first) : LoopEmitter.Bounds.upTo(axis.kernel()));
      indices.add(first.plus(AffineExpr.dim(outer + i).times(axis.dilation())));
    }
    return new WindowLoops(bounds, indices);
  }

  /** Tap k reads {@code first + k * dilation}, which must lie in [0, input). */
  private static LoopEmitter.Bounds clipped(Window.Axis axis, AffineExpr first) {
    AffineExpr minus = first.times(-1);
    AffineExpr dilation = AffineExpr.constant(axis.dilation());
    return new LoopEmitter.Bounds(
        List.of(AffineExpr.constant(0), minus.ceilDiv(dilation)),
        List.of(AffineExpr.constant(axis.kernel()), minus.plus(axis.input()).ceilDiv(dilation)));
  }
}
