package zkopt.dialect.memref;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OperationState;
import zkopt.ir.Value;

/** {@code memref.alloc(%dynamic)[%symbol] : memref<?xf32>}: a fresh buffer of undefined content. */
public final class AllocOp extends AllocationOp {
  public static final OpSpec SPEC = spec("memref.alloc", AllocOp::new).summary("memory allocation operation");

  AllocOp(OperationState state) {
    super(state);
  }

  /** A buffer of static shape. */
  public static AllocOp create(OpBuilder builder, Location location, MemRefType type) {
    return create(builder, location, type, List.of());
  }

  public static AllocOp create(OpBuilder builder, Location location, MemRefType type, List<? extends Value> dynamicSizes) {
    return builder.create(state(SPEC, location, type, dynamicSizes));
  }

  @Override
  public String resultNameHint() {
    return "alloc";
  }
}
