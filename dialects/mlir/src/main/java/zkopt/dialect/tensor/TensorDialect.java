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
  public String summary() {
    return "Operations on whole tensors, as in MLIR.";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(BitcastOp.SPEC, CastOp.SPEC, CollapseShapeOp.SPEC, ConcatOp.SPEC, DimOp.SPEC, EmptyOp.SPEC, ExpandShapeOp.SPEC,
        ExtractOp.SPEC, ExtractSliceOp.SPEC, FromElementsOp.SPEC, GatherOp.SPEC, GenerateOp.SPEC, InsertOp.SPEC, InsertSliceOp.SPEC,
        PackOp.SPEC, PadOp.SPEC, ParallelInsertSliceOp.SPEC, RankOp.SPEC, ReshapeOp.SPEC, ScatterOp.SPEC, SplatOp.SPEC, UnPackOp.SPEC,
        YieldOp.SPEC);
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof TypedAttr typed && typed.type().equals(type) ? ConstantOp.create(builder, location, typed) : null;
  }
}
