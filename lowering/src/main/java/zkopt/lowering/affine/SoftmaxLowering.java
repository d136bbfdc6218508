package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.math.UnaryOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/**
 * {@code exp(x - max) / sum(exp(x - max))} in four nests: largest element, exponentials, their sum, quotients. Softmax reduces over its
 * axis; before operator set 13 it reduces over all dimensions from the axis on.
 */
record SoftmaxLowering() implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    List<Long> shape = op.outputType().shape();
    int axis = op.axis(shape.size(), false);
    var along = new Along(shape, axis, op.operator() == Operator.SOFTMAX ? axis + 1 : shape.size());
    Value input = emitter.operand(op.operand(0));
    Value largest = along.reduce(Reduction.MAX, input, emitter);
    Value exponentials = along.map(input, largest, emitter, (x, max) ->
        UnaryOp.create(emitter.builder(), emitter.location(), UnaryOp.Kind.EXP, emitter.binary(Kind.SUBF, x, max)).result());
    Value sum = along.reduce(Reduction.SUM, exponentials, emitter);
    return along.map(exponentials, sum, emitter, (e, s) -> emitter.binary(Kind.DIVF, e, s));
  }

  /** Dimensions {@code from} to {@code to} (exclusive) of {@code shape}, which are reduced; the others are kept. */
  private record Along(List<Long> shape, int from, int to) {
    private List<Long> keptSizes() {
      return kept(shape);
    }

    private <T> List<T> kept(List<T> all) {
      var kept = new ArrayList<>(all.subList(0, from));
      kept.addAll(all.subList(to, all.size()));
      return kept;
    }

    Value reduce(Reduction reduction, Value input, LoopEmitter emitter) {
      Value result = emitter.alloc(keptSizes());
      Reduction.Cell cell = reduction.cell(emitter);
      int outer = keptSizes().size();
      var bounds = shape.subList(from, to).stream().map(LoopEmitter.Bounds::upTo).toList();
      var indices = new ArrayList<AffineExpr>(LoopEmitter.dims(0, from));
      indices.addAll(LoopEmitter.dims(outer, shape.size()));
      indices.addAll(LoopEmitter.dims(from, outer));
      emitter.loops(keptSizes(), () ->
          emitter.store(reduction.emit(emitter, cell, bounds, input, indices), result, LoopEmitter.dims(outer)));
      return result;
    }

    /** Combines each element of {@code input} with the element of {@code reduced} that stands for its group. */
    Value map(Value input, Value reduced, LoopEmitter emitter, BinaryOperator<Value> combine) {
      Value result = emitter.alloc(shape);
      var here = LoopEmitter.dims(shape.size());
      emitter.loops(shape, () ->
          emitter.store(combine.apply(emitter.load(input, here), emitter.load(reduced, kept(here))), result, here));
      return result;
    }
  }
}
