package zkopt.dialect.affine;

import java.util.Arrays;
import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OperationState;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** {@code affine.max affine_map<(d0) -> (d0, 8)>(%i)}: the largest result of the map. */
public final class MaxOp extends MapOp {
  public static final OpSpec SPEC = spec("affine.max", MaxOp::new, "max operation");

  MaxOp(OperationState state) {
    super(state);
  }

  public static MaxOp create(OpBuilder builder, Location location, AffineMap map, List<? extends Value> operands) {
    return builder.create(state(SPEC, location, map, operands));
  }

  @Override
  public long combine(long[] results) {
    return Arrays.stream(results).max().getAsLong();
  }
}
