package zkopt.dialect.tensor;

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

/** Creation of and access to tensors. */
public final class TensorDialect implements Dialect {
  @Override
  public String namespace() {
    return "tensor";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(EmptyOp.SPEC, ExtractOp.SPEC, InsertOp.SPEC, DimOp.SPEC, CastOp.SPEC, FromElementsOp.SPEC, SplatOp.SPEC);
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof TypedAttr typed && typed.type().equals(type) ? ConstantOp.create(builder, location, typed) : null;
  }
}
