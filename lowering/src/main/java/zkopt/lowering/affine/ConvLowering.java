package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.dialect.onnx.Window;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/**
 * Convolution of any rank, stride, dilation, padding and group. Where the window leaves the input, the input is copied into a buffer
 * of zeros first, so that the contraction has plain bounds. Its loops: batch, group (where there are several), output channel in the
 * group, output position, input channel in the group, tap.
 */
record ConvLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    Window window = ShapeRules.convWindow(op);
    List<Long> shape = op.outputType().shape();
    Value input = padded(emitter.operand(op.operand(0)), op.inputType(0), window, emitter);
    Value sum = contraction(input, emitter.operand(op.operand(1)), op, window).emit(emitter, shape);
    return op.hasInput(2) ? addBias(op, sum, shape, emitter) : sum;
  }

  private static Value padded(Value input, TensorType type, Window window, LoopEmitter emitter) {
    if (!window.leavesInput()) return input;
    var shape = new ArrayList<>(type.shape().subList(0, 2));
    var target = new ArrayList<>(LoopEmitter.dims(2));
    for (int i = 0; i < window.axes().size(); i++) {
      Window.Axis axis = window.axes().get(i);
      shape.add(axis.padBegin() + axis.input() + axis.padEnd());
      target.add(AffineExpr.dim(2 + i).plus(axis.padBegin()));
    }
    Value buffer = emitter.alloc(shape);
    emitter.fill(buffer, 0);
    emitter.loops(type.shape(), () -> emitter.store(emitter.load(input, LoopEmitter.dims(type.rank())), buffer, target));
    return buffer;
  }

  private static Contraction contraction(Value input, Value weight, OnnxOp op, Window window) {
    List<Long> x = op.inputType(0).shape();
    List<Long> w = op.inputType(1).shape();
    int spatial = window.axes().size();
    long groups = op.integer("group");
    long channels = w.get(0) / groups;
    var bounds = new ArrayList<>(List.of(x.get(0)));
    if (groups > 1) bounds.add(groups);
    bounds.add(channels);
    bounds.addAll(window.outputs());
    bounds.addAll(w.subList(1, w.size()));

    int out = groups > 1 ? 2 : 1;
    int in = out + 1 + spatial;
    AffineExpr batch = AffineExpr.dim(0);
    AffineExpr group = groups > 1 ? AffineExpr.dim(1) : AffineExpr.constant(0);
    AffineExpr outChannel = group.times(channels).plus(AffineExpr.dim(out));
    var inputIndices = new ArrayList<>(List.of(batch, group.times(w.get(1)).plus(AffineExpr.dim(in))));
    for (int i = 0; i < spatial; i++) {
      Window.Axis axis = window.axes().get(i);
      inputIndices.add(AffineExpr.dim(out + 1 + i).times(axis.stride()).plus(AffineExpr.dim(in + 1 + i).times(axis.dilation())));
    }
    var weightIndices = new ArrayList<>(List.of(outChannel));
    weightIndices.addAll(LoopEmitter.dims(in, in + 1 + spatial));
    var outputIndices = new ArrayList<>(List.of(batch, outChannel));
    outputIndices.addAll(LoopEmitter.dims(out + 1, in));
    return new Contraction(bounds,
        new Contraction.Access(input, inputIndices), new Contraction.Access(weight, weightIndices), outputIndices);
  }

  private static Value addBias(OnnxOp op, Value sum, List<Long> shape, LoopEmitter emitter) {
    Value bias = emitter.operand(op.operand(2));
    Value result = emitter.alloc(shape);
    var here = LoopEmitter.dims(shape.size());
    emitter.loops(shape, () -> {
      Value biased = emitter.binary(Kind.ADDF, emitter.load(sum, here), emitter.load(bias, List.of(AffineExpr.dim(1))));
      emitter.store(biased, result, here);
    });
    return result;
  }
}
