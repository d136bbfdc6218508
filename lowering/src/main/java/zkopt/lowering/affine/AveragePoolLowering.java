package zkopt.lowering.affine;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.ShapeRules;
import zkopt.dialect.onnx.Window;
import zkopt.ir.Blob;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.FloatType;
import zkopt.ir.TensorType;
import zkopt.ir.Value;

/**
 * The sum of each window, divided by the number of its taps: those in the input, or with {@code count_include_pad} also those in the
 * padding. Where that number depends on the position, it is read from a constant.
 */
record AveragePoolLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    List<Long> shape = op.outputType().shape();
    Value input = emitter.operand(op.operand(0));
    Window window = ShapeRules.poolWindow(op);
    WindowLoops loops = WindowLoops.of(window);
    float[] counts = counts(window, op.operator() == Operator.AVERAGE_POOL && op.flag("count_include_pad"));
    Supplier<Value> divisor = divisor(op, window, counts, emitter);
    Value result = emitter.alloc(shape);
    Reduction.Cell cell = Reduction.SUM.cell(emitter);
    emitter.loops(shape, () -> {
      Value sum = Reduction.SUM.emit(emitter, cell, loops.bounds(), input, loops.indices());
      emitter.store(emitter.binary(Kind.DIVF, sum, divisor.get()), result, LoopEmitter.dims(shape.size()));
    });
    return result;
  }

  /** The number of taps that count, for each output position, row-major. */
  private static float[] counts(Window window, boolean includePadding) {
    long[] counts = {1};
    for (Window.Axis axis : window.axes()) {
      long[] along = LongStream.range(0, axis.output())
          .map(o -> includePadding ? axis.tapsInPaddedInput(o) : axis.tapsInInput(o)).toArray();
      counts = Arrays.stream(counts).flatMap(c -> Arrays.stream(along).map(a -> c * a)).toArray();
    }
    float[] values = new float[counts.length];
    for (int i = 0; i < values.length; i++) values[i] = counts[i];
    return values;
  }

  /** What gives the divisor at the current output position. */
  private static Supplier<Value> divisor(OnnxOp op, Window window, float[] counts, LoopEmitter emitter) {
    boolean uniform = true;
    for (float c : counts) uniform &= c == counts[0];
    if (uniform) {
      Value constant = emitter.constant(counts[0]);
      return () -> constant;
    }
    var type = TensorType.of(window.outputs(), FloatType.F32);
    var data = new DenseResourceAttr(op.location().nodeName().orElse("pool") + "_window_sizes", type, Blob.ofFloats(counts));
    Value memref = emitter.constant(data);
    return () -> emitter.load(memref, LoopEmitter.dims(2, 2 + type.rank()));
  }
}
