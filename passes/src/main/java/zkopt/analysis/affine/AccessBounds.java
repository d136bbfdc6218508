package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.LinearSystem.Range;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;

/** The elements that an access may touch, whatever the counters are. */
public final class AccessBounds {
  private AccessBounds() {}

  /** Between which constants each subscript lies, no further than the buffer goes; null when bounds or subscripts are not affine. */
  public static List<Range> of(MemoryAccess access) {
    List<Range> ranges = of(access.op(), access.subscripts());
    if (ranges == null) return null;
    List<Long> shape = ((MemRefType) access.memref().type()).shape();
    var inside = new ArrayList<Range>();
    for (int i = 0; i < ranges.size(); i++) {
      Range range = ranges.get(i);
      long size = shape.get(i);
      Long min = Long.valueOf(range.min() == null ? 0 : Math.max(0, range.min()));
      Long max = size < 0 ? range.max() : Long.valueOf(range.max() == null ? size - 1 : Math.min(size - 1, range.max()));
      inside.add(new Range(min, max));
    }
    return inside;
  }

  /** Between which constants each result of a map lies where {@code op} stands; null when bounds or results are not affine. */
  public static List<Range> of(Operation op, MapOperands map) {
    var domains = new IterationDomains();
    var side = domains.side(op);
    if (!domains.add(side)) return null;
    MapOperands canonical = map.canonical();
    LinearRows rows = domains.rows(side, canonical);
    if (rows == null) return null;
    var ranges = new ArrayList<Range>();
    for (AffineExpr e : canonical.map().results()) {
      if (rows.of(e) == null) return null;
      int value = domains.system.addVariable();
      long[] row = rows.of(e);
      row[value] = -1;
      domains.system.addEquation(row);
      ranges.add(domains.system.range(value));
    }
    return ranges;
  }
}
