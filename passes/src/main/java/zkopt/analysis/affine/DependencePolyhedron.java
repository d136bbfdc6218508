package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.LinearSystem.Range;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/**
 * The pairs of iterations in which two accesses touch the same element, as MLIR's checkMemrefAccessDependence finds them. Slices of loop
 * nests are read off it; for the question whether there is a dependence at all, {@link Dependences} is more exact.
 */
public final class DependencePolyhedron {
  private DependencePolyhedron() {}

  /**
   * What was found.
   *
   * @param isKnown whether the accesses could be told
   * @param pairs the counters around the source, then those around the target, then symbols; null when there are no pairs
   */
  public record Result(boolean isKnown, FlatConstraints pairs, int common, int sourceLoops) {
    public boolean isDependent() {
      return !isKnown || pairs != null;
    }

    /** For each loop around both the range of the target's counter less the source's. Uses {@link #pairs} up. */
    public List<Range> distances() {
      for (int i = 0; i < common; i++) pairs.insertDim(0, null);
      for (int i = 0; i < common; i++) {
        long[] row = pairs.row();
        row[i] = 1;
        row[common + i] = 1;
        row[common + sourceLoops + i] = -1;
        pairs.equalities.add(row);
      }
      Elimination.projectOut(pairs, common, pairs.numVariables() - common);
      var distances = new ArrayList<Range>();
      for (int i = 0; i < common; i++) distances.add(new Range(ConstraintBounds.constant(pairs, true, i), ConstraintBounds.constant(pairs, false, i)));
      return distances;
    }
  }

  private static final Result UNKNOWN = new Result(false, null, 0, 0);
  private static final Result NONE = new Result(true, null, 0, 0);

  /**
   * The pairs whose dependence the loop {@code depth} carries, counted from 1; behind the last common loop: those in the same iteration.
   *
   * @param ofLoads whether two loads are looked at, too, and in either order
   */
  public static Result of(MemoryAccess source, MemoryAccess target, int depth, boolean ofLoads) {
    if (source.memref() != target.memref() || !ofLoads && !source.isStore() && !target.isStore()) return NONE;
    if (Dependences.scope(source.op()) != Dependences.scope(target.op()) || Dependences.ancestors(source.op(), target.op()) == null) return UNKNOWN;
    try {
      return solve(source, target, depth, ofLoads);
    } catch (ArithmeticException _) {
      return UNKNOWN;
    }
  }

  private static Result solve(MemoryAccess source, MemoryAccess target, int depth, boolean ofLoads) {
    Relation from = Relation.of(source);
    Relation to = Relation.of(target);
    if (from == null || to == null) return UNKNOWN;
    int common = 0;
    while (common < Math.min(from.loops, to.loops) && from.cst.values.get(common) == to.cst.values.get(common)) common++;
    if (!ofLoads && depth > common && !Dependences.standsBefore(source.op(), target.op())) return NONE;
    FlatConstraints pairs = pairs(from, to);
    for (int i = 0; i < Math.min(common, depth); i++) {
      long[] row = pairs.row();
      row[i] = -1;
      row[from.loops + i] = 1;
      boolean carries = i == depth - 1;
      if (carries) row[row.length - 1] = -1;
      (carries ? pairs.inequalities : pairs.equalities).add(row);
    }
    return Elimination.isEmpty(pairs) ? NONE : new Result(true, pairs, common, from.loops);
  }

  /** The iterations of an access and the element that each touches: counters, then subscripts, as dimensions. */
  private record Relation(FlatConstraints cst, int loops, int rank) {
    static Relation of(MemoryAccess access) {
      FlatConstraints domain = domain(access.op());
      if (domain == null) return null;
      MapOperands map = access.subscripts().composed().simplified().normalOperands();
      int rank = map.map().results().size();
      int loops = domain.numDims;
      // the counters of the domain, and its symbols before the map's
      var cst = new FlatConstraints(loops, domain.values);
      for (Value operand : map.operands()) if (cst.find(operand, 0) < 0) cst.insertSymbol(cst.numSymbols(), operand);
      for (int i = domain.values.size(); i < cst.values.size(); i++) domain.insertSymbol(domain.numSymbols(), cst.values.get(i));
      List<long[]> flat = cst.flatten(cst.aligned(map));
      if (flat == null) return null;
      for (int i = 0; i < rank; i++) {
        cst.insertDim(loops, null);
        domain.insertDim(loops, null);
      }
      for (int r = 0; r < rank; r++) {
        long[] expr = flat.get(r);
        long[] row = cst.row();
        System.arraycopy(expr, 0, row, 0, loops);
        System.arraycopy(expr, loops, row, loops + rank, expr.length - loops);
        row[loops + r] = -1;
        cst.equalities.add(row);
      }
      ConstraintSpaces.mergeLocals(domain, cst);
      cst.append(domain);
      return new Relation(cst, loops, rank);
    }
  }

  /** The counters around an operation that the loops and conditions allow; null when these are not affine. */
  private static FlatConstraints domain(Operation op) {
    var around = new ArrayList<Operation>();
    for (Operation p = op.parentOp(); p != null && !(p instanceof Traits.AffineScope); p = p.parentOp()) {
      if (p instanceof ForOp || p instanceof ParallelOp || p instanceof IfOp) around.addFirst(p);
    }
    var counters = new ArrayList<Value>();
    for (Operation p : around) {
      if (p instanceof ForOp loop) counters.add(loop.inductionVar());
      if (p instanceof ParallelOp loop) counters.addAll(loop.body().arguments());
    }
    var domain = new FlatConstraints(counters.size(), counters);
    for (Operation p : around) {
      boolean known = switch (p) {
        case ForOp loop -> domain.addLoop(loop);
        case ParallelOp loop -> domain.addParallel(loop);
        case IfOp branch -> domain.addCondition(branch);
        default -> throw new IllegalStateException(p.name());
      };
      if (!known) return null;
    }
    return domain;
  }

  /** Both relations with the same element: counters of the source, counters of the target, symbols of the target, then of the source. */
  private static FlatConstraints pairs(Relation from, Relation to) {
    FlatConstraints source = from.cst;
    FlatConstraints target = to.cst;
    int rank = from.rank;
    ConstraintSpaces.alignSymbols(target, source);
    // locals: the target's, the source's, the element
    var counters = source.values(0, from.loops);
    counters.addAll(target.values(0, to.loops));
    int inputs = counters.size();
    counters.addAll(target.values(target.numDims, target.values.size()));
    var pairs = new FlatConstraints(inputs, counters);
    pairs.numLocals = target.numLocals + source.numLocals + rank;
    int symbols = target.numSymbols();
    source.equalities.forEach(row -> pairs.equalities.add(placed(pairs, row, from, 0, symbols, target.numLocals)));
    source.inequalities.forEach(row -> pairs.inequalities.add(placed(pairs, row, from, 0, symbols, target.numLocals)));
    target.inequalities.forEach(row -> pairs.inequalities.add(placed(pairs, row, to, from.loops, symbols, 0)));
    target.equalities.forEach(row -> pairs.equalities.add(placed(pairs, row, to, from.loops, symbols, 0)));
    Elimination.removeRedundantLocals(pairs);
    return pairs;
  }

  private static long[] placed(FlatConstraints pairs, long[] row, Relation of, int firstCounter, int symbols, int firstLocal) {
    long[] placed = pairs.row();
    System.arraycopy(row, 0, placed, firstCounter, of.loops);
    System.arraycopy(row, of.loops, placed, placed.length - 1 - of.rank, of.rank);
    System.arraycopy(row, of.loops + of.rank, placed, pairs.numDims, symbols);
    System.arraycopy(row, of.loops + of.rank + symbols, placed, pairs.numInputs() + firstLocal, of.cst.numLocals);
    placed[placed.length - 1] = row[row.length - 1];
    return placed;
  }
}
