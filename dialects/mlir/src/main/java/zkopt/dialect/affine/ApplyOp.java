package zkopt.dialect.affine;

import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OperationState;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** {@code affine.apply affine_map<(d0) -> (d0 + 1)>(%i)}. */
public final class ApplyOp extends MapOp {
  public static final OpSpec SPEC = spec("affine.apply", ApplyOp::new, "affine apply operation");

  ApplyOp(OperationState state) {
    super(state);
  }

  public static ApplyOp create(OpBuilder builder, Location location, AffineMap map, List<? extends Value> operands) {
    return builder.create(state(SPEC, location, map, operands));
  }

  @Override
  public long combine(long[] results) {
    return results[0];
  }
}
