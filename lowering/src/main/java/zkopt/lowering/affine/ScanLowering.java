package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import zkopt.dialect.onnx.ScanOp;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.lowering.Buffers;

/**
 * One loop over time around the loops of the body. The states have a buffer each, which holds them from one iteration to the next; slices
 * of scan inputs are copied to buffers of the iteration, slices of scan outputs to their places in the whole.
 */
record ScanLowering(ScanOp op, LoopEmitter emitter) {
  private static final AffineExpr TIME = AffineExpr.dim(0);

  /**
   * @param memrefs those of the body's arguments and of the results are put here
   * @param lowerInner lowers an operation of the body where it stands
   */
  void lower(Map<Value, Value> memrefs, Consumer<Operation> lowerInner) {
    long count = op.tripCount();
    var states = new ArrayList<Value>();
    for (int i = 0; i < op.numStates(); i++) {
      Value initial = emitter.operand(op.operand(i));
      Value state = emitter.alloc(shape(initial));
      copy(initial, state, 0);
      memrefs.put(op.body().argument(i), state);
      memrefs.put(op.result(i), state);
      states.add(state);
    }
    var inputs = new ArrayList<Value>();
    for (int i = 0; i < op.numInputs(); i++) inputs.add(emitter.operand(op.input(i)));
    var outputs = new ArrayList<Value>();
    for (int i = 0; i < op.numOutputs(); i++) {
      Value result = op.result(op.numStates() + i);
      outputs.add(emitter.alloc(((TensorType) result.type()).shape()));
      memrefs.put(result, outputs.getLast());
    }
    emitter.loops(List.of(count), () -> {
      for (int i = 0; i < op.numInputs(); i++) memrefs.put(op.body().argument(op.numStates() + i), slice(inputs.get(i), i, count));
      Operation end = emitter.builder().insertionPoint();
      for (Operation inner : op.body().operations()) {
        if (inner == op.body().terminator()) continue;
        inner.moveBefore(end);
        lowerInner.accept(inner);
      }
      var yielded = op.yielded().stream().map(emitter::operand).toList();
      for (int i = 0; i < outputs.size(); i++) store(yielded.get(op.numStates() + i), outputs.get(i), i, count);
      handOn(yielded.subList(0, states.size()), states);
    });
  }

  /** Slice number {@code TIME} of scan input {@code i}, in a new buffer. */
  private Value slice(Value whole, int i, long count) {
    var shape = new ArrayList<>(shape(whole));
    shape.remove(op.inputAxis(i));
    Value slice = emitter.alloc(shape);
    var here = LoopEmitter.dims(1, 1 + shape.size());
    emitter.loopsWithin(bounds(shape), () -> emitter.store(emitter.load(whole, at(here, op.inputAxis(i), op.isInputBackward(i), count)), slice, here));
    return slice;
  }

  private void store(Value slice, Value whole, int i, long count) {
    List<Long> shape = shape(slice);
    var here = LoopEmitter.dims(1, 1 + shape.size());
    emitter.loopsWithin(bounds(shape), () ->
        emitter.store(emitter.load(slice, here), whole, at(here, op.outputAxis(i, shape.size()), op.isOutputBackward(i), count)));
  }

  private static List<AffineExpr> at(List<AffineExpr> inSlice, int axis, boolean backward, long count) {
    var indices = new ArrayList<>(inSlice);
    indices.add(axis, backward ? TIME.times(-1).plus(count - 1) : TIME);
    return indices;
  }

  /** Copies what was yielded to the states; by way of other buffers where it is a state itself, which may be overwritten before. */
  private void handOn(List<Value> yielded, List<Value> states) {
    var sources = new ArrayList<Value>();
    for (int i = 0; i < states.size(); i++) {
      Value source = yielded.get(i);
      boolean moves = source != states.get(i) && states.contains(Buffers.base(source));
      if (!moves) {
        sources.add(source);
        continue;
      }
      Value other = emitter.alloc(shape(source));
      copy(source, other, 1);
      sources.add(other);
    }
    for (int i = 0; i < states.size(); i++) {
      if (sources.get(i) != states.get(i)) copy(sources.get(i), states.get(i), 1);
    }
  }

  /** Copies a whole buffer, inside of {@code depth} loops. */
  private void copy(Value from, Value to, int depth) {
    List<Long> shape = shape(to);
    var here = LoopEmitter.dims(depth, depth + shape.size());
    emitter.loopsWithin(bounds(shape), () -> emitter.store(emitter.load(from, here), to, here));
  }

  private static List<LoopEmitter.Bounds> bounds(List<Long> shape) {
    return shape.stream().map(LoopEmitter.Bounds::upTo).toList();
  }

  private static List<Long> shape(Value memref) {
    return ((MemRefType) memref.type()).shape();
  }
}
