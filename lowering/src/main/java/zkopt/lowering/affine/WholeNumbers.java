package zkopt.lowering.affine;

import java.util.List;
import java.util.function.UnaryOperator;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** Integers and booleans at the border of a function: buffers of integers outside, of whole reals inside. */
final class WholeNumbers {
  private WholeNumbers() {}

  /** The type of an argument or result. */
  static MemRefType outside(TensorType type) {
    Type element = type.elementType() instanceof IntegerType i ? IntegerType.signless(i.width()) : FloatType.F32;
    return MemRefType.of(type.shape(), element);
  }

  private static boolean isUnsigned(TensorType type) {
    return type.elementType() instanceof IntegerType i && Casts.isUnsigned(i);
  }

  /** The buffer of reals for an argument. What is unsigned is at least 0 and what is a truth value at most 1, whatever the argument holds. */
  static Value read(Value argument, TensorType type, LoopEmitter emitter) {
    if (!(type.elementType() instanceof IntegerType)) return argument;
    var kind = isUnsigned(type) ? CastOp.Kind.UITOFP : CastOp.Kind.SITOFP;
    return copy(argument, emitter, emitter.alloc(type.shape()), x -> {
      var real = new Real(emitter, CastOp.create(emitter.builder(), emitter.location(), kind, x, FloatType.F32).result());
      if (isUnsigned(type)) real = real.max(0);
      return (type.elementType().equals(IntegerType.I1) ? real.min(1) : real).value();
    });
  }

  /** The buffer that a function may return for one of reals; constant data is copied to one. */
  static Value write(Value reals, TensorType type, LoopEmitter emitter) {
    MemRefType outside = outside(type);
    boolean constant = reals.definingOp() instanceof GetGlobalOp;
    if (!constant && outside.elementType() instanceof FloatType) return reals;
    Value result = AllocOp.create(emitter.builder(), emitter.location(), outside).result();
    return copy(reals, emitter, result, x -> outside.elementType() instanceof FloatType ? x
        : CastOp.create(emitter.builder(), emitter.location(), isUnsigned(type) ? CastOp.Kind.FPTOUI : CastOp.Kind.FPTOSI, x, outside.elementType())
            .result());
  }

  private static Value copy(Value from, LoopEmitter emitter, Value to, UnaryOperator<Value> element) {
    List<Long> shape = ((MemRefType) to.type()).shape();
    var here = LoopEmitter.dims(shape.size());
    emitter.loops(shape, () -> emitter.store(element.apply(emitter.load(from, here)), to, here));
    return to;
  }
}
