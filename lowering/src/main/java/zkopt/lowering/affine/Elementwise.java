package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.ir.ElementsAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/** One perfect nest that loads an element of each operand, computes, and stores one element. */
final class Elementwise {
  private Elementwise() {}

  /** An operand: a memref, broadcast to the result, or a scalar. */
  sealed interface Operand {
    record Buffer(Value memref) implements Operand {}

    record Scalar(double value) implements Operand {}
  }

  /** Constants of one element are scalars. */
  static Operand operand(Value tensor, LoopEmitter emitter) {
    ElementsAttr constant = tensor.definingOp() instanceof ConstantOp c ? c.value() : null;
    boolean single = ConstantOp.isPresent(constant) && (constant.isSplat() || constant.count() == 1);
    return single && WholeNumbers.isExact(constant) ? new Operand.Scalar(constant.doubleAt(0)) : new Operand.Buffer(emitter.operand(tensor));
  }

  /** A new memref of {@code shape} whose elements are {@code compute} of those of {@code operands}. */
  static Value emit(LoopEmitter emitter, List<Long> shape, List<? extends Operand> operands, Function<List<Value>, Value> compute) {
    var scalars = operands.stream().map(o -> o instanceof Operand.Scalar(double v) ? emitter.constant(v) : null).toList();
    Value result = emitter.alloc(shape);
    emitter.loops(shape, () -> {
      var elements = new ArrayList<Value>();
      for (int i = 0; i < operands.size(); i++) {
        boolean isScalar = scalars.get(i) != null;
        elements.add(isScalar ? scalars.get(i) : load(((Operand.Buffer) operands.get(i)).memref(), shape, emitter));
      }
      emitter.store(compute.apply(elements), result, LoopEmitter.dims(shape.size()));
    });
    return result;
  }

  /** The element of {@code memref} that meets the current one of {@code shape}: aligned at the end, the first where it stretches. */
  private static Value load(Value memref, List<Long> shape, LoopEmitter emitter) {
    List<Long> sizes = ((MemRefType) memref.type()).shape();
    int shift = shape.size() - sizes.size();
    var indices = new ArrayList<AffineExpr>();
    for (int i = 0; i < sizes.size(); i++) {
      boolean stretches = sizes.get(i) == 1 && shape.get(shift + i) != 1;
      indices.add(stretches ? AffineExpr.constant(0) : AffineExpr.dim(shift + i));
    }
    return emitter.load(memref, indices);
  }
}
