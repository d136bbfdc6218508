package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.ir.affine.IntegerSet;

/** Of loops over what is in one tile, those tiles that end inside of all bounds (MLIR's createFullTiles and createSeparationCondition). */
public final class FullTiles {
  private FullTiles() {}

  /** Two bounds of a loop that differ by a constant. */
  public record Range(MapOperands lower, MapOperands upper) {}

  /** What holds in full tiles. */
  public record Condition(IntegerSet set, List<Value> operands) {}

  /** The range of a loop in a full tile; null when its step is not one, or no two bounds differ by a constant. */
  public static Range range(ForOp loop) {
    FlatConstraints cst = loop.step() == 1 ? domain(List.of(loop)) : null;
    ConstraintBounds.Pair rows = cst == null ? null : rows(cst);
    if (rows == null || holdsLocal(cst, rows.lower()) || holdsLocal(cst, rows.upper())) return null;
    long[] lower = FlatConstraints.withoutColumns(rows.lower(), 0, 1);
    for (int i = 0; i < lower.length; i++) lower[i] = -lower[i];
    long[] upper = FlatConstraints.withoutColumns(rows.upper(), 0, 1);
    upper[upper.length - 1]++;
    List<Value> others = cst.values(1, cst.numInputs());
    return new Range(function(lower, others), function(upper, others));
  }

  private static MapOperands function(long[] row, List<Value> dims) {
    return new MapOperands(new AffineMap(dims.size(), 0, List.of(FlatConstraints.expr(row, dims.size(), 0))), dims).canonical();
  }

  /** When a tile is full: the {@link #range} of each loop ends where all its other bounds do, or before. Null when that is not known. */
  public static Condition condition(List<ForOp> loops) {
    FlatConstraints cst = domain(loops);
    if (cst == null) return null;
    cst.equalities.removeIf(row -> !holdsAny(row, 0, loops.size()));
    cst.inequalities.removeIf(row -> !holdsAny(row, 0, loops.size()));
    for (int i = 0; i < loops.size(); i++) {
      ConstraintBounds.Pair full = rows(cst);
      if (full == null) return null;
      long[] lower = full.lower().clone();
      long[] upper = full.upper().clone();
      for (long[] row : cst.inequalities) {
        if (row[0] != 0) subtract(row, row[0] > 0 ? lower : upper);
      }
      cst.removeColumns(0, 1);
    }
    Elimination.removeTrivialRedundancy(cst);
    cst.separateSymbols(0);
    var constraints = new ArrayList<IntegerSet.Constraint>();
    for (long[] row : cst.equalities) constraints.add(new IntegerSet.Constraint(FlatConstraints.expr(row, cst.numDims, 0), true));
    for (long[] row : cst.inequalities) constraints.add(new IntegerSet.Constraint(FlatConstraints.expr(row, cst.numDims, 0), false));
    if (constraints.isEmpty()) constraints.add(new IntegerSet.Constraint(AffineExpr.constant(0), true));
    boolean hasLocal = cst.equalities.stream().anyMatch(row -> holdsLocal(cst, row)) || cst.inequalities.stream().anyMatch(row -> holdsLocal(cst, row));
    if (hasLocal) return null;
    var set = new IntegerSet(cst.numDims, 0, constraints);
    MapOperands canonical = MapOperands.of(set, cst.values(0, cst.numDims)).normalOperands();
    return new Condition(canonical.set(set), canonical.operands());
  }

  /** {@code row >= 0} becomes what makes it follow from the other one. */
  private static void subtract(long[] row, long[] other) {
    for (int i = 0; i < row.length; i++) row[i] -= other[i];
  }

  private static FlatConstraints domain(List<ForOp> loops) {
    var cst = new FlatConstraints(loops.size(), loops.stream().map(ForOp::inductionVar).toList());
    return loops.stream().allMatch(cst::addLoop) ? cst : null;
  }

  /** The two inequalities that leave the first variable the fewest values; null when there are none. */
  private static ConstraintBounds.Pair rows(FlatConstraints cst) {
    cst.separateSymbols(cst.numInputs() - 1);
    return ConstraintBounds.closest(cst, 0);
  }

  private static boolean holdsLocal(FlatConstraints cst, long[] row) {
    return holdsAny(row, cst.numInputs(), cst.numVariables());
  }

  private static boolean holdsAny(long[] row, int from, int to) {
    return IntStream.range(from, to).anyMatch(i -> row[i] != 0);
  }
}
