package zkopt.lowering.affine;

import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.MemRefType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** Integers and booleans at the border of a function: buffers of integers outside, of whole reals inside. */
final class WholeNumbers {
  private static final long PART = 1L << 24;

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

  /** Whether constants of float32 hold the data as it is: of integers some above 2^24 are not. */
  static boolean isExact(ElementsAttr data) {
    long distinct = data.isSplat() ? Math.min(1, data.count()) : data.count();
    return !(data.type().elementType() instanceof IntegerType)
        || LongStream.range(0, distinct).allMatch(i -> (long) (float) data.longAt(i) == data.longAt(i) || data.doubleAt(i) >= 0x1p62);
  }

  /** A buffer of integers as 2^24 high + low; a high part that float32 does not hold is made of parts itself. */
  static Value inParts(ElementsAttr data, LoopEmitter emitter) {
    List<Long> shape = data.type().shape();
    Value high = emitter.constant(part(data, v -> Math.floorDiv(v, PART)));
    Value low = emitter.constant(part(data, v -> Math.floorMod(v, PART)));
    Value whole = emitter.alloc(shape);
    var here = LoopEmitter.dims(shape.size());
    emitter.loops(shape, () -> {
      var parts = new Real(emitter, emitter.load(high, here)).times(PART).plus(new Real(emitter, emitter.load(low, here)));
      emitter.store(parts.value(), whole, here);
    });
    return whole;
  }

  private static ElementsAttr part(ElementsAttr data, LongUnaryOperator of) {
    var type = TensorType.of(data.type().shape(), IntegerType.I64);
    int distinct = data.isSplat() ? 1 : Math.toIntExact(data.count());
    return new DenseElementsAttr(type, Blob.ofLongs(Long.BYTES, LongStream.range(0, distinct).map(i -> of.applyAsLong(data.longAt(i))), distinct), data.isSplat());
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
