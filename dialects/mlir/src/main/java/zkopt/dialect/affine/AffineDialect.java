package zkopt.dialect.affine;

import java.util.List;
import zkopt.dialect.arith.ConstantOp;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.Type;
import zkopt.ir.TypedAttr;

/** Loops, conditions and memory accesses whose bounds and subscripts are affine in loop counters and symbols. */
public final class AffineDialect implements Dialect {
  @Override
  public String namespace() {
    return "affine";
  }

  @Override
  public String summary() {
    return "Loops and subscripts that are affine in what is around them, as in MLIR.";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(ApplyOp.SPEC, DelinearizeIndexOp.SPEC, DmaOp.Kind.START.spec(), DmaOp.Kind.WAIT.spec(), ForOp.SPEC, IfOp.SPEC, LoadOp.SPEC,
        MaxOp.SPEC, MinOp.SPEC, ParallelOp.SPEC, PrefetchOp.SPEC, StoreOp.SPEC, VectorLoadOp.SPEC, VectorStoreOp.SPEC, YieldOp.SPEC);
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof TypedAttr typed && typed.type().equals(type) ? ConstantOp.create(builder, location, typed) : null;
  }
}
