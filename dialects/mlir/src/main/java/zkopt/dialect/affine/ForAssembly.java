package zkopt.dialect.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** The custom form of {@link ForOp}. */
record ForAssembly() implements OpSpec.CustomAssembly {
  @Override
  public void parse(OpParser parser, OperationState state) {
    Location at = parser.currentLocation();
    var arguments = new ArrayList<OpParser.Argument>();
    String inductionVar = parser.parseOperand().name();
    arguments.add(new OpParser.Argument(inductionVar, IndexType.INDEX, parser.parseOptionalLocation(at)));
    parser.expect("=");
    var operands = new ArrayList<Value>();
    AffineMap lower = parseBound(parser, "max", operands);
    int lowerCount = operands.size();
    parser.expect("to");
    AffineMap upper = parseBound(parser, "min", operands);
    int upperCount = operands.size() - lowerCount;
    long step = parser.accept("step") ? parser.parseInteger() : 1;
    int iterCount = 0;
    if (parser.accept("iter_args")) {
      var names = new ArrayList<OpParser.UnresolvedOperand>();
      var inits = new ArrayList<OpParser.UnresolvedOperand>();
      parser.expect("(");
      do {
        names.add(parser.parseOperand());
        parser.expect("=");
        inits.add(parser.parseOperand());
      } while (parser.accept(","));
      parser.expect(")");
      parser.expect("->");
      var types = parser.parseResultTypes();
      if (inits.size() != types.size()) throw parser.error(state.location, "mismatch between the number of loop-carried values and results");
      operands.addAll(parser.resolve(inits, types));
      for (int i = 0; i < names.size(); i++) arguments.add(new OpParser.Argument(names.get(i).name(), types.get(i), names.get(i).location()));
      iterCount = inits.size();
      state.results(types);
    }
    state.operands(operands)
        .attribute(ForOp.LOWER, new AffineMapAttr(lower))
        .attribute(ForOp.UPPER, new AffineMapAttr(upper))
        .attribute(ForOp.STEP, IntegerAttr.index(step))
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(lowerCount, upperCount, iterCount));
    state.region(parser.parseRegion(arguments));
    state.attributes(parser.parseOptionalAttrDict());
  }

  /** {@code 4}, {@code %n}, {@code affine_map<...>(%i)[%n]}, or {@code max affine_map<...>(..)} for several results. */
  static AffineMap parseBound(OpParser parser, String extremum, List<Value> operands) {
    if (parser.peekOperand()) {
      operands.add(parser.resolve(parser.parseOperand(), IndexType.INDEX));
      return new AffineMap(0, 1, List.of(AffineExpr.symbol(0)));
    }
    boolean several = parser.accept(extremum);
    Location at = parser.currentLocation();
    switch (parser.parseAttribute(IndexType.INDEX)) {
      case IntegerAttr constant -> {
        return AffineMap.constant(constant.value());
      }
      case AffineMapAttr(AffineMap map) -> {
        if (!several && map.results().size() > 1) {
          throw parser.error(at, "loop bound affine map with multiple results requires '" + extremum + "' prefix");
        }
        var own = parser.parseDimAndSymbolOperands();
        if (own.size() != map.numInputs()) throw parser.error(at, "expected " + map.numInputs() + " operands for the affine map, but got " + own.size());
        operands.addAll(own);
        return map;
      }
      default -> throw parser.error(at, "expected a loop bound: an integer, an operand or an affine map");
    }
  }

  @Override
  public void print(Operation op, OpPrinter printer) {
    var loop = (ForOp) op;
    printer.text(" ").value(loop.inductionVar()).argumentLocation(loop.inductionVar()).text(" = ");
    printBound(printer, loop.lowerMap(), loop.lowerOperands(), "max");
    printer.text(" to ");
    printBound(printer, loop.upperMap(), loop.upperOperands(), "min");
    if (loop.step() != 1) printer.text(" step " + loop.step());
    if (loop.numResults() > 0) {
      printer.text(" iter_args(");
      for (int i = 0; i < loop.numResults(); i++) {
        printer.text(i > 0 ? ", " : "").value(loop.iterArgs().get(i)).text(" = ").value(loop.inits().get(i));
      }
      printer.text(") -> (").types(loop.resultTypes()).text(")");
    }
    printer.region(loop.region(0), false, loop.numResults() > 0);
    printer.attrDict(op, Set.of(ForOp.LOWER, ForOp.UPPER, ForOp.STEP, OpSpec.OPERAND_SEGMENTS));
  }

  private static void printBound(OpPrinter printer, AffineMap map, List<Value> operands, String extremum) {
    if (map.isSingleConstant() && map.numInputs() == 0) {
      printer.text(Long.toString(map.singleConstant()));
    } else if (map.equals(new AffineMap(0, 1, List.of(AffineExpr.symbol(0))))) {
      printer.value(operands.getFirst());
    } else {
      if (map.results().size() > 1) printer.text(extremum + " ");
      printer.attribute(new AffineMapAttr(map)).dimAndSymbolOperands(operands, map.numDims());
    }
  }
}
