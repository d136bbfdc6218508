package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import zkopt.dialect.memref.LoadOp;
import zkopt.dialect.memref.StoreOp;
import zkopt.dialect.onnx.Movement;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.IndexType;
import zkopt.ir.MemRefType;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/**
 * Copies. The elements that come from one operand are one nest: with affine subscripts where they fill a box of the result and their
 * places in the operand are affine functions of those in the box; else with places that constant data tells.
 *
 * @param filling the value of elements that come from no operand
 */
record MovementLowering(java.util.function.ToDoubleFunction<OnnxOp> filling) implements OperatorLowering {
  @Override
  public Value lower(OnnxOp op, LoopEmitter emitter) {
    Movement movement = op.movement();
    List<Long> shape = movement.type().shape();
    Value result = emitter.alloc(shape);
    if (Arrays.stream(movement.sources()).anyMatch(s -> s == Movement.FILL)) emitter.fill(result, filling.applyAsDouble(op));
    long first = 0;
    for (int i = 0; i < op.numOperands() && op.hasInput(i); i++) {
      long from = first;
      long to = first + op.inputType(i).numElements();
      int[] places = IntStream.range(0, movement.sources().length).filter(n -> movement.sources()[n] >= from && movement.sources()[n] < to).toArray();
      long[] sources = Arrays.stream(places).mapToLong(n -> movement.sources()[n] - from).toArray();
      if (places.length > 0) copy(emitter, emitter.operand(op.operand(i)), sources, result, places);
      first = to;
    }
    return result;
  }

  private static void copy(LoopEmitter emitter, Value source, long[] sources, Value result, int[] places) {
    List<Long> shape = ((MemRefType) result.type()).shape();
    Box box = Box.around(shape, places);
    List<AffineExpr> indices = box == null ? null : AffineFit.of(box.sizes(), sources, ((MemRefType) source.type()).shape());
    if (indices != null) {
      emitter.loops(box.sizes(), () -> emitter.store(emitter.load(source, indices), result, box.positions()));
      return;
    }
    Value from = emitter.constant(indexData(sources));
    Value to = emitter.constant(indexData(Arrays.stream(places).asLongStream().toArray()));
    Value flatSource = ReshapeLowering.flat(source, emitter);
    Value flatResult = ReshapeLowering.flat(result, emitter);
    emitter.loops(List.of((long) places.length), () -> {
      Value element = LoadOp.create(emitter.builder(), emitter.location(), flatSource, List.of(emitter.load(from, LoopEmitter.dims(1)))).result();
      StoreOp.create(emitter.builder(), emitter.location(), element, flatResult, List.of(emitter.load(to, LoopEmitter.dims(1))));
    });
  }

  private static DenseElementsAttr indexData(long[] values) {
    return new DenseElementsAttr(TensorType.of(List.of((long) values.length), IndexType.INDEX), Blob.ofLongs(Long.BYTES, values), false);
  }

  /** A box inside of a shape. */
  private record Box(List<Long> first, List<Long> sizes) {
    /** The box that just these places, ascending, fill; null when they fill none. */
    static Box around(List<Long> shape, int[] places) {
      int rank = shape.size();
      long[] low = new long[rank];
      long[] high = new long[rank];
      Arrays.fill(low, Long.MAX_VALUE);
      for (int place : places) {
        long rest = place;
        for (int i = rank - 1; i >= 0; i--) {
          low[i] = Math.min(low[i], rest % shape.get(i));
          high[i] = Math.max(high[i], rest % shape.get(i));
          rest /= shape.get(i);
        }
      }
      var sizes = IntStream.range(0, rank).mapToObj(i -> high[i] - low[i] + 1).toList();
      long elements = sizes.stream().reduce(1L, (a, b) -> a * b);
      return elements == places.length ? new Box(LongStream.of(low).boxed().toList(), sizes) : null;
    }

    List<AffineExpr> positions() {
      var positions = new ArrayList<AffineExpr>();
      for (int i = 0; i < first.size(); i++) positions.add(AffineExpr.dim(i).plus(first.get(i)));
      return positions;
    }
  }
}
