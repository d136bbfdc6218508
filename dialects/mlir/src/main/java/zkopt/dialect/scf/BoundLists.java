package zkopt.dialect.scf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.Value;

/** Lists of induction variables and bounds in parentheses. */
final class BoundLists {
  private BoundLists() {}

  /** {@code (%i, %j)}: names of index type. */
  static List<OpParser.Argument> parseIvs(OpParser parser) {
    var ivs = new ArrayList<OpParser.Argument>();
    parser.expect("(");
    while (!parser.accept(")")) {
      if (!ivs.isEmpty()) parser.expect(",");
      var name = parser.parseOperand();
      ivs.add(new OpParser.Argument(name.name(), IndexType.INDEX, name.location()));
    }
    return ivs;
  }

  /** {@code (%a, %b)}: as many operands of index type as {@code expected}. */
  static List<Value> parseIndices(OpParser parser, int expected) {
    Location at = parser.currentLocation();
    parser.expect("(");
    var operands = parser.parseOperandList();
    parser.expect(")");
    if (operands.size() != expected) throw parser.error(at, "expected " + expected + " operands");
    return parser.resolve(operands, Collections.nCopies(expected, IndexType.INDEX));
  }
}
