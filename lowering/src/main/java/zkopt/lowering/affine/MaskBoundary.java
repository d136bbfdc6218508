package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * Where, along an innermost loop, constant data changes from one value to another: at an affine function of the counters of outer loops, the
 * same in all their iterations.
 *
 * @param before the value at the start
 * @param after the value from the boundary on
 * @param counters what the boundary depends on
 * @param factors one for each counter, then the constant
 * @param below whether the boundary lies before the start of the loop for some counters
 * @param above whether it lies behind the end for some
 */
record MaskBoundary(ForOp loop, double before, double after, List<Value> counters, long[] factors, boolean below, boolean above) {
  private static final long MOST_ELEMENTS = 1 << 24;

  /** That of what {@code load} reads; null where there is none. */
  static MaskBoundary of(LoadOp load, GlobalOp data) {
    if (!(load.block().parentOp() instanceof ForOp loop) || !isPlain(loop) || load.map().numSymbols() > 0) return null;
    var outer = new ArrayList<ForOp>();
    for (Value operand : load.mapOperands()) {
      if (!(operand instanceof BlockArgument a && a.parentBlock().parentOp() instanceof ForOp around && isPlain(around))) return null;
      if (around != loop && !outer.contains(around)) outer.add(around);
    }
    long elements = loop.constantTripCount();
    for (ForOp around : outer) elements = elements > MOST_ELEMENTS ? elements : elements * around.constantTripCount();
    return elements == 0 || elements > MOST_ELEMENTS || !load.mapOperands().contains(loop.inductionVar()) ? null : new Search(load, data, loop, outer).boundary();
  }

  private static boolean isPlain(ForOp loop) {
    return loop.hasConstantBounds() && loop.step() == 1 && loop.iterArgs().isEmpty();
  }

  /** Lets {@code first} run to the boundary and {@code second} from there on. */
  void cut(ForOp first, ForOp second) {
    AffineExpr boundary = AffineExpr.constant(factors[counters.size()]);
    var used = new ArrayList<Value>();
    for (int i = 0; i < counters.size(); i++) {
      if (factors[i] == 0) continue;
      boundary = AffineExpr.dim(used.size()).times(factors[i]).plus(boundary);
      used.add(counters.get(i));
    }
    first.setBounds(loop.lowerMap(), List.of(), bound(used, boundary, above, loop.upperMap()), used);
    second.setBounds(bound(used, boundary, below, loop.lowerMap()), used, loop.upperMap(), List.of());
  }

  private static AffineMap bound(List<Value> counters, AffineExpr boundary, boolean beyond, AffineMap limit) {
    var results = new ArrayList<>(List.of(boundary));
    if (beyond) results.addAll(limit.results());
    return new AffineMap(counters.size(), 0, results);
  }

  /** The search for a boundary, row by row: a row is what the loop reads in one iteration of those around. */
  private static final class Search {
    private final LoadOp load;
    private final GlobalOp data;
    private final ForOp loop;
    private final List<ForOp> outer;
    private final long start;
    private final long end;
    /** Where the value changes, by the outer counters: at the start or at the end in rows of one value. */
    private final Map<List<Long>, Long> changes = new LinkedHashMap<>();
    private double before = Double.NaN;
    private double after = Double.NaN;

    Search(LoadOp load, GlobalOp data, ForOp loop, List<ForOp> outer) {
      this.load = load;
      this.data = data;
      this.loop = loop;
      this.outer = outer;
      start = loop.lowerMap().singleConstant();
      end = loop.upperMap().singleConstant();
    }

    MaskBoundary boundary() {
      var rows = rows(0, new ArrayList<>(), new ArrayList<>());
      for (List<Long> row : rows) {
        if (!findValues(row)) return null;
      }
      if (Double.isNaN(before)) return null;
      for (List<Long> row : rows) {
        double first = element(row, start);
        if (first != before && first != after) return null;
        changes.put(row, change(row));
      }
      long[] factors = factors();
      boolean below = false;
      boolean above = false;
      for (var row : changes.entrySet()) {
        long boundary = boundary(factors, row.getKey());
        if (Math.clamp(boundary, start, end) != row.getValue()) return null;
        below |= boundary < start;
        above |= boundary > end;
      }
      return new MaskBoundary(loop, before, after, outer.stream().<Value>map(ForOp::inductionVar).toList(), factors, below, above);
    }

    private List<List<Long>> rows(int at, List<Long> counters, List<List<Long>> rows) {
      if (at == outer.size()) {
        rows.add(List.copyOf(counters));
        return rows;
      }
      ForOp around = outer.get(at);
      for (long i = around.lowerMap().singleConstant(); i < around.upperMap().singleConstant(); i++) {
        counters.add(i);
        rows(at + 1, counters, rows);
        counters.removeLast();
      }
      return rows;
    }

    /** Takes the two values from a row that has both; false where it has more changes than one, or others. */
    private boolean findValues(List<Long> row) {
      double first = element(row, start);
      double last = element(row, end - 1);
      int changed = 0;
      for (long i = start + 1; i < end; i++) {
        if (element(row, i) != element(row, i - 1)) changed++;
      }
      if (changed == 0) return true;
      if (Double.isNaN(before)) {
        before = first;
        after = last;
      }
      return changed == 1 && first == before && last == after;
    }

    private long change(List<Long> row) {
      for (long i = start; i < end; i++) {
        if (element(row, i) != before) return i;
      }
      return end;
    }

    private double element(List<Long> row, long counter) {
      long[] operands = load.mapOperands().stream()
          .mapToLong(v -> v == loop.inductionVar() ? counter : row.get(indexOf(v))).toArray();
      long[] subscripts = load.map().evaluate(operands);
      long place = 0;
      for (int i = 0; i < subscripts.length; i++) place = place * data.type().dim(i) + subscripts[i];
      return data.initialValue().doubleAt(place);
    }

    private int indexOf(Value counter) {
      for (int i = 0; i < outer.size(); i++) {
        if (outer.get(i).inductionVar() == counter) return i;
      }
      throw new IllegalStateException("not a counter around");
    }

    /** From neighbouring rows where the value changes inside; no factor where there are none. The caller compares with all rows. */
    private long[] factors() {
      long[] factors = new long[outer.size() + 1];
      for (int d = 0; d < outer.size(); d++) factors[d] = factor(d);
      var inside = changes.entrySet().stream().filter(row -> isInside(row.getValue())).findFirst().orElseThrow();
      factors[outer.size()] = inside.getValue() - boundary(factors, inside.getKey());
      return factors;
    }

    private long factor(int d) {
      for (var row : changes.entrySet()) {
        var next = new ArrayList<>(row.getKey());
        next.set(d, next.get(d) + 1);
        Long there = changes.get(next);
        if (there != null && isInside(row.getValue()) && isInside(there)) return there - row.getValue();
      }
      return 0;
    }

    private boolean isInside(long change) {
      return start < change && change < end;
    }

    private static long boundary(long[] factors, List<Long> counters) {
      long boundary = factors[counters.size()];
      for (int i = 0; i < counters.size(); i++) boundary += factors[i] * counters.get(i);
      return boundary;
    }
  }
}
