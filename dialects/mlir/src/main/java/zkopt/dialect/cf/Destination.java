package zkopt.dialect.cf;

import java.util.List;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** A successor with the operands that become its block arguments: {@code ^bb1(%a, %b : f32, i32)}. */
record Destination(Block block, List<Value> operands) {
  static Destination parse(OpParser parser) {
    Block block = parser.parseSuccessor();
    if (!parser.accept("(")) return new Destination(block, List.of());
    var operands = parser.parseOperandList();
    parser.expect(":");
    var types = parser.parseTypeList();
    parser.expect(")");
    return new Destination(block, parser.resolve(operands, types));
  }

  void print(OpPrinter printer) {
    printer.successor(block);
    if (operands.isEmpty()) return;
    printer.text("(").values(operands).text(" : ").types(operands.stream().map(Value::type).toList()).text(")");
  }

  private boolean verify(Operation op, int number, DiagnosticEngine diagnostics) {
    if (operands.size() != block.arguments().size()) {
      diagnostics.error(op, "branch has " + operands.size() + " operands for successor #" + number + ", but target block has " + block.arguments().size());
      return false;
    }
    for (int i = 0; i < operands.size(); i++) {
      if (!operands.get(i).type().equals(block.argument(i).type())) {
        diagnostics.error(op, "type mismatch for bb argument #" + i + " of successor #" + number);
        return false;
      }
    }
    return true;
  }

  static boolean verify(Operation op, List<Destination> destinations, DiagnosticEngine diagnostics) {
    for (int i = 0; i < destinations.size(); i++) {
      if (!destinations.get(i).verify(op, i, diagnostics)) return false;
    }
    return true;
  }
}
