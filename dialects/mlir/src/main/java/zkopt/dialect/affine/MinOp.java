package zkopt.dialect.affine;

import java.util.Arrays;
import java.util.List;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OperationState;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** {@code affine.min affine_map<(d0) -> (d0, 8)>(%i)}: the smallest result of the map. */
public final class MinOp extends MapOp {
  public static final OpSpec SPEC = spec("affine.min", MinOp::new, "min operation");

  MinOp(OperationState state) {
    super(state);
  }

  public static MinOp create(OpBuilder builder, Location location, AffineMap map, List<? extends Value> operands) {
    return builder.create(state(SPEC, location, map, operands));
  }

  @Override
  public long combine(long[] results) {
    return Arrays.stream(results).min().getAsLong();
  }
}
