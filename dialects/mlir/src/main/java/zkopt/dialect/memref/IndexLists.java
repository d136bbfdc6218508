package zkopt.dialect.memref;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IndexType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Value;

/** Lists of offsets, sizes or strides, {@code [%a, 4, 1]}: numbers, or operands where the static list has {@link ShapedType#DYNAMIC}. */
final class IndexLists {
  private IndexLists() {}

  /** A list as written. */
  record Parsed(long[] statics, List<OpParser.UnresolvedOperand> dynamics) {
    void resolve(OpParser parser, OperationState state, String attribute) {
      state.operands(parser.resolve(dynamics, Collections.nCopies(dynamics.size(), IndexType.INDEX)));
      state.attribute(attribute, DenseArrayAttr.i64(statics));
    }
  }

  static Parsed parse(OpParser parser) {
    var statics = new ArrayList<Long>();
    var dynamics = new ArrayList<OpParser.UnresolvedOperand>();
    parser.expect("[");
    while (!parser.accept("]")) {
      if (!statics.isEmpty()) parser.expect(",");
      if (parser.peekOperand()) {
        dynamics.add(parser.parseOperand());
        statics.add(ShapedType.DYNAMIC);
      } else {
        statics.add(parser.parseInteger());
      }
    }
    return new Parsed(statics.stream().mapToLong(Long::longValue).toArray(), dynamics);
  }

  static void print(OpPrinter printer, Operation op, String attribute, List<Value> dynamics) {
    var remaining = dynamics.iterator();
    printer.text("[");
    boolean first = true;
    for (long value : longs(op, attribute)) {
      if (!first) printer.text(", ");
      first = false;
      if (value == ShapedType.DYNAMIC) printer.value(remaining.next());
      else printer.text(Long.toString(value));
    }
    printer.text("]");
  }

  /** The static list in {@code attribute}. */
  static long[] longs(Operation op, String attribute) {
    return ((DenseArrayAttr) op.attribute(attribute)).longs();
  }
}
