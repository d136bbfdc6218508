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
  public String summary() {
    return "Buffers: allocation, views, loads and stores, as in MLIR.";
  }

  @Override
  public List<OpSpec> operations() {
    return List.of(AllocOp.SPEC, AllocaOp.SPEC, AllocaScopeOp.SPEC, AllocaScopeReturnOp.SPEC, AssumeAlignmentOp.SPEC, AtomicRmwOp.SPEC,
        AtomicYieldOp.SPEC, CastOp.SPEC, CollapseShapeOp.SPEC, CopyOp.SPEC, DeallocOp.SPEC, DimOp.SPEC, DmaStartOp.SPEC, DmaWaitOp.SPEC,
        ExpandShapeOp.SPEC, ExtractAlignedPointerAsIndexOp.SPEC, ExtractStridedMetadataOp.SPEC, GenericAtomicRmwOp.SPEC, GetGlobalOp.SPEC,
        GlobalOp.SPEC, LoadOp.SPEC, MemRefReshapeOp.SPEC, MemorySpaceCastOp.SPEC, PrefetchOp.SPEC, RankOp.SPEC, ReallocOp.SPEC,
        ReinterpretCastOp.SPEC, StoreOp.SPEC, SubViewOp.SPEC, TransposeOp.SPEC, ViewOp.SPEC);
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof TypedAttr typed && typed.type().equals(type) ? ConstantOp.create(builder, location, typed) : null;
  }
}
