package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.analysis.affine.IterationDomains.Side;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * The question whether integers satisfy the bounds of several iterations of two nests, of which one is sliced and runs at places in the
 * other. Iterations are made first, then what is required of them; where something is not affine, the answer is that they may.
 */
public final class SliceSystem {
  private final ComputationSlice slice;
  private final int common;
  private final IterationDomains domains = new IterationDomains();
  private Side first;
  private boolean known = true;

  /** Values of the counters of all loops around an operation. */
  public record Iteration(Side side) {}

  private record Inequality(long[] row, boolean isEquation) {}

  /** One of several conditions, each a list of rows. */
  public record Alternatives(List<List<Inequality>> cases) {}

  /** @param common how many loops are around both nests; all iterations have these in common */
  public SliceSystem(ComputationSlice slice, int common) {
    this.slice = slice;
    this.common = common;
  }

  /** An iteration in which an operation runs; of where the slice goes in, a place. */
  public Iteration iteration(Operation op) {
    Side side = domains.side(op);
    known &= domains.add(side);
    if (first == null) first = side;
    else for (int i = 0; i < common; i++) domains.system.addEquation(difference(first, side, i));
    return new Iteration(side);
  }

  /** A place: an iteration of the loops around the slice. */
  public Iteration place() {
    return iteration(slice.insertPoint());
  }

  /** Requires that the slice has an iteration at a place. */
  public SliceSystem inSlice(Iteration iteration, Iteration place) {
    for (long[] row : distances(iteration, place)) domains.system.addInequality(padded(row));
    return this;
  }

  /** That the slice does not have an iteration at a place. */
  public Alternatives outside(Iteration iteration, Iteration place) {
    var cases = new ArrayList<List<Inequality>>();
    for (long[] row : distances(iteration, place)) {
      for (int i = 0; i < row.length; i++) row[i] = -row[i];
      row[row.length - 1]--;
      cases.add(List.of(new Inequality(row, false)));
    }
    return new Alternatives(cases);
  }

  /** How far each counter of the slice is above its lower and below its upper bounds. */
  private List<long[]> distances(Iteration iteration, Iteration place) {
    var rows = new ArrayList<long[]>();
    for (int i = 0; i < slice.counters().size(); i++) {
      Integer variable = iteration.side.variables().get(slice.counters().get(i));
      if (variable == null) continue;
      distances(variable, slice.lower().get(i), 1, place, rows);
      distances(variable, slice.upper().get(i), -1, place, rows);
    }
    return rows;
  }

  private void distances(int variable, AffineMap bounds, int sign, Iteration place, List<long[]> distances) {
    if (bounds == null) return;
    for (AffineExpr e : bounds.results()) {
      MapOperands bound = new MapOperands(bounds, slice.operands()).withResults(List.of(e)).canonical();
      LinearRows rows = domains.rows(place.side, bound);
      long[] row = rows == null ? null : rows.of(bound.map().results().getFirst());
      if (row == null) {
        known = false;
        continue;
      }
      for (int k = 0; k < row.length; k++) row[k] *= -sign;
      row[variable] += sign;
      if (sign < 0) row[row.length - 1]--;
      distances.add(row);
    }
  }

  /** Requires that two accesses, one in each iteration, touch the same element. */
  public SliceSystem sameElement(MemoryAccess a, Iteration in, MemoryAccess b, Iteration with) {
    known &= domains.addEqual(a.subscripts(), in.side, b.subscripts(), with.side);
    return this;
  }

  /** That the first of some loops in which two iterations differ is further on in {@code later}; loops are counted behind the common ones. */
  public Alternatives later(Iteration later, Iteration earlier, int loops) {
    var cases = new ArrayList<List<Inequality>>();
    for (int level = 0; level < loops; level++) {
      var rows = new ArrayList<Inequality>();
      for (int i = 0; i < level; i++) rows.add(new Inequality(difference(later.side, earlier.side, common + i), true));
      long[] further = difference(later.side, earlier.side, common + level);
      further[further.length - 1] = -1;
      rows.add(new Inequality(further, false));
      cases.add(rows);
    }
    return new Alternatives(cases);
  }

  /** The same, and that no loop differs when {@code orSame}. */
  public Alternatives later(Iteration later, Iteration earlier, int loops, boolean orSame) {
    Alternatives strict = later(later, earlier, loops);
    if (!orSame) return strict;
    var cases = new ArrayList<>(strict.cases);
    cases.add(IntStream.range(0, loops).mapToObj(i -> new Inequality(difference(later.side, earlier.side, common + i), true)).toList());
    return new Alternatives(cases);
  }

  private long[] difference(Side a, Side b, int loop) {
    long[] row = new long[domains.system.numVariables() + 1];
    row[a.variable(loop)]++;
    row[b.variable(loop)]--;
    return row;
  }

  private long[] padded(long[] row) {
    long[] padded = new long[domains.system.numVariables() + 1];
    System.arraycopy(row, 0, padded, 0, row.length - 1);
    padded[padded.length - 1] = row[row.length - 1];
    return padded;
  }

  /** Whether all that is required may hold, with one of each of the alternatives. */
  public boolean isPossible(Alternatives... alternatives) {
    return !known || isPossible(domains.system, List.of(alternatives));
  }

  private boolean isPossible(LinearSystem system, List<Alternatives> alternatives) {
    if (alternatives.isEmpty()) return !system.isEmpty();
    return alternatives.getFirst().cases.stream().anyMatch(rows -> {
      LinearSystem with = system.copy();
      rows.forEach(r -> with.add(padded(r.row), r.isEquation));
      return isPossible(with, alternatives.subList(1, alternatives.size()));
    });
  }
}
