package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.ReductionRules;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/** A reduction along axes. */
record ReduceLowering(Reduction reduction, boolean mean) implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    List<Long> from = op.inputType(0).shape();
    List<Integer> axes = IntStream.of(ReductionRules.axes(op)).boxed().toList();
    List<Long> shape = op.outputType().shape();
    boolean keep = op.flag("keepdims");
    var indices = new ArrayList<AffineExpr>();
    var bounds = new ArrayList<LoopEmitter.Bounds>();
    int outer = 0;
    for (int i = 0; i < from.size(); i++) {
      if (!axes.contains(i)) {
        indices.add(AffineExpr.dim(outer++));
        continue;
      }
      indices.add(AffineExpr.dim(shape.size() + bounds.size()));
      bounds.add(LoopEmitter.Bounds.upTo(from.get(i)));
      if (keep) outer++;
    }
    long count = axes.stream().map(from::get).reduce(1L, (a, b) -> a * b);
    Value input = emitter.operand(op.operand(0));
    Value result = emitter.alloc(shape);
    Reduction.Cell cell = reduction.cell(emitter);
    var here = LoopEmitter.dims(shape.size());
    emitter.loops(shape, () -> emitter.store(reduction.emit(emitter, cell, bounds, input, indices), result, here));
    return mean ? scaled(result, 1.0 / count, shape, emitter) : result;
  }

  /** In a nest of its own, so that the sums are nothing but sums. */
  private static Value scaled(Value sums, double factor, List<Long> shape, LoopEmitter emitter) {
    Value means = emitter.alloc(shape);
    var here = LoopEmitter.dims(shape.size());
    emitter.loops(shape, () -> emitter.store(new Real(emitter, emitter.load(sums, here)).times(factor).value(), means, here));
    return means;
  }
}
