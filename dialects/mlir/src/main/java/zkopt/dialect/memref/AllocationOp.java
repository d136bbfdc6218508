package zkopt.dialect.memref;

import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.Attribute;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** A fresh buffer of undefined content; {@link AllocOp} and {@link AllocaOp} differ in how long it lives. */
public abstract sealed class AllocationOp extends Operation implements Traits.MemoryEffects permits AllocOp, AllocaOp {
  AllocationOp(OperationState state) {
    super(state);
  }

  static OpSpec spec(String name, Function<OperationState, Operation> factory) {
    return OpSpec.of(name, factory)
        .attributes(optionalAttr("alignment", "64-bit signless integer attribute whose minimum value is 0", IntegerAttr.class)
            .where(a -> a instanceof IntegerAttr(long value, Type type) && type.equals(IntegerType.I64) && value >= 0))
        .operands(variadicOperand("dynamicSizes", TypeConstraint.INDEX), variadicOperand("symbolOperands", TypeConstraint.INDEX))
        .results(ResultDef.result("memref", TypeConstraint.MEMREF))
        .assembly("`(` $dynamicSizes `)` (`` `[` $symbolOperands^ `]`)? attr-dict `:` type($memref)");
  }

  static OperationState state(OpSpec spec, Location location, MemRefType type, List<? extends Value> dynamicSizes) {
    return new OperationState(spec, location)
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(dynamicSizes.size(), 0))
        .operands(dynamicSizes).results(type);
  }

  public MemRefType type() {
    return (MemRefType) result().type();
  }

  @Override
  public boolean reads() {
    return false;
  }

  @Override
  public boolean writes() {
    return false;
  }

  @Override
  public boolean allocates() {
    return true;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    long dynamic = type().shape().stream().filter(d -> d == ShapedType.DYNAMIC).count();
    int given = spec().segmentSizes(this)[0];
    if (dynamic != given) {
      diagnostics.opError(this, "dimension operand count does not equal memref dynamic dimension count");
      return false;
    }
    long symbols = symbols(type().layout());
    int passed = spec().segmentSizes(this)[1];
    if (symbols == passed) return true;
    diagnostics.opError(this, "symbol operand count does not equal memref symbol count: expected " + symbols + ", got " + passed);
    return false;
  }

  private static long symbols(Attribute layout) {
    return switch (layout) {
      case AffineMapAttr(var map) -> map.numSymbols();
      case StridedLayoutAttr strided -> LongStream.concat(LongStream.of(strided.offset()), strided.strides().stream().mapToLong(s -> s))
          .filter(s -> s == ShapedType.DYNAMIC).count();
      case null, default -> 0;
    };
  }
}
