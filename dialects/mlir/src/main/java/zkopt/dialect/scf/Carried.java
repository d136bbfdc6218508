package zkopt.dialect.scf;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** Loop-carried values, {@code (%a = %init, %b = %other)}. */
final class Carried {
  private Carried() {}

  static void parse(OpParser parser, List<OpParser.UnresolvedOperand> names, List<OpParser.UnresolvedOperand> inits) {
    parser.expect("(");
    while (!parser.accept(")")) {
      if (!names.isEmpty()) parser.expect(",");
      names.add(parser.parseOperand());
      parser.expect("=");
      inits.add(parser.parseOperand());
    }
  }

  static List<OpParser.Argument> arguments(List<OpParser.UnresolvedOperand> names, List<Type> types) {
    return IntStream.range(0, names.size())
        .mapToObj(i -> new OpParser.Argument(names.get(i).name(), types.get(i), names.get(i).location())).toList();
  }

  static void print(OpPrinter printer, List<? extends Value> names, List<Value> inits) {
    printer.text("(");
    for (int i = 0; i < names.size(); i++) printer.text(i > 0 ? ", " : "").value(names.get(i)).text(" = ").value(inits.get(i));
    printer.text(")");
  }
}
