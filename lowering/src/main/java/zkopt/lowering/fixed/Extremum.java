package zkopt.lowering.fixed;

import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CmpFOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** The larger or the smaller of two values, as one operation or as a comparison and a choice. */
record Extremum(Value a, Value b, boolean isMaximum) {
  /** Null when {@code op} is none. */
  static Extremum of(Operation op) {
    return switch (op) {
      case BinaryOp x when x.kind() == BinaryOp.Kind.MAXIMUMF || x.kind() == BinaryOp.Kind.MAXNUMF -> new Extremum(x.lhs(), x.rhs(), true);
      case BinaryOp x when x.kind() == BinaryOp.Kind.MINIMUMF || x.kind() == BinaryOp.Kind.MINNUMF -> new Extremum(x.lhs(), x.rhs(), false);
      case SelectOp s when s.condition().definingOp() instanceof CmpFOp c -> chosen(s, c);
      default -> null;
    };
  }

  private static Extremum chosen(SelectOp select, CmpFOp compare) {
    boolean greater;
    switch (compare.predicate()) {
      case OGT, OGE, UGT, UGE -> greater = true;
      case OLT, OLE, ULT, ULE -> greater = false;
      default -> {
        return null;
      }
    }
    boolean straight = same(select.trueValue(), compare.lhs()) && same(select.falseValue(), compare.rhs());
    boolean crossed = same(select.trueValue(), compare.rhs()) && same(select.falseValue(), compare.lhs());
    if (!straight && !crossed) return null;
    return new Extremum(compare.lhs(), compare.rhs(), greater == straight);
  }

  private static boolean same(Value a, Value b) {
    return a == b || a.definingOp() instanceof ConstantOp x && b.definingOp() instanceof ConstantOp y && x.value().equals(y.value());
  }
}
