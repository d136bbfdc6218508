package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.LinearSystem.Range;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;

/** The values that affine functions of loop counters may have, whatever the counters are. */
public final class AccessBounds {
  private AccessBounds() {}

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
