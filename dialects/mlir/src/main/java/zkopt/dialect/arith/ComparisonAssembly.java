package zkopt.dialect.arith;

import java.util.Arrays;
import java.util.Set;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;

/** {@code pred, %a, %b : type}; the predicate is an {@code i64} attribute that numbers the keywords. */
record ComparisonAssembly<P extends Enum<P>>(P[] predicates, ElementwiseAssembly operands) implements OpSpec.CustomAssembly {
  @Override
  public void parse(OpParser parser, OperationState state) {
    Location at = parser.currentLocation();
    String keyword = parser.parseKeyword();
    P predicate = Arrays.stream(predicates).filter(p -> p.toString().equals(keyword)).findFirst().orElseThrow(
        () -> parser.error(at, "expected a comparison predicate, one of " + Arrays.toString(predicates) + ", but got '" + keyword + "'"));
    parser.expect(",");
    state.attribute(ComparisonOp.PREDICATE, IntegerAttr.i64(predicate.ordinal()));
    state.results(ElementwiseAssembly.boolLike(operands.parseOperands(parser, state)));
  }

  @Override
  public void print(Operation op, OpPrinter printer) {
    long number = ((IntegerAttr) op.attribute(ComparisonOp.PREDICATE)).value();
    printer.text(" " + predicates[(int) number] + ", ");
    operands.printOperands(op, printer, Set.of(ComparisonOp.PREDICATE));
  }
}
