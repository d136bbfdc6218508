package zkopt.dialect.memref;

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

/** Buffers: allocation, access, views, and constants of a module. */
public final class MemRefDialect implements Dialect {
  @Override
  public String namespace() {
    return "memref";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(AllocOp.SPEC, AllocaOp.SPEC, DeallocOp.SPEC, LoadOp.SPEC, StoreOp.SPEC, GlobalOp.SPEC, GetGlobalOp.SPEC, CopyOp.SPEC,
        DimOp.SPEC, CastOp.SPEC, ReinterpretCastOp.SPEC, CollapseShapeOp.SPEC, ExpandShapeOp.SPEC, SubViewOp.SPEC);
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof TypedAttr typed && typed.type().equals(type) ? ConstantOp.create(builder, location, typed) : null;
  }
}
