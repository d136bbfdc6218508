package zkopt.dialect.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zkopt.dialect.arith.AtomicKinds;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** The custom form of {@link ParallelOp}; reductions are read and written as strings. */
record ParallelAssembly() implements OpSpec.CustomAssembly {
  private static final String IN_ARGUMENTS = " in argument list";
  private static final List<String> KINDS = AtomicKinds.NAMES;

  /** The bounds of one side, as written: a map, how many of its results each dimension takes, and its operands. */
  private record Bounds(AffineMap map, long[] groups, List<Value> operands) {}

  @Override
  public void parse(OpParser parser, OperationState state) {
    var arguments = new ArrayList<OpParser.Argument>();
    parser.expect("(", IN_ARGUMENTS);
    if (!parser.accept(")")) {
      do {
        Location at = parser.currentLocation();
        arguments.add(new OpParser.Argument(parser.parseOperand().name(), IndexType.INDEX, at));
      } while (parser.accept(","));
      parser.expect(")", IN_ARGUMENTS);
    }
    parser.expect("=");
    Bounds lower = parseBounds(parser, "max");
    parser.expect("to");
    Bounds upper = parseBounds(parser, "min");
    var steps = new long[arguments.size()];
    Arrays.fill(steps, 1);
    if (parser.accept("step")) {
      parser.expect("(");
      for (int i = 0; i < steps.length; i++) {
        if (i > 0) parser.expect(",");
        steps[i] = parser.parseInteger();
      }
      parser.expect(")");
    }
    var reductions = new ArrayList<Attribute>();
    if (parser.accept("reduce")) {
      parser.expect("(");
      do {
        Location at = parser.currentLocation();
        int kind = KINDS.indexOf(parser.parseString());
        if (kind < 0) throw parser.error(at, "invalid reduction value, expected one of " + KINDS);
        reductions.add(IntegerAttr.i64(kind));
      } while (parser.accept(","));
      parser.expect(")");
    }
    if (parser.accept("->")) state.results(parser.parseResultTypes());
    state.operands(lower.operands()).operands(upper.operands())
        .attribute(ParallelOp.REDUCTIONS, new ArrayAttr(reductions))
        .attribute(ParallelOp.LOWER, new AffineMapAttr(lower.map()))
        .attribute(ParallelOp.LOWER_GROUPS, ParallelOp.groups(lower.groups()))
        .attribute(ParallelOp.UPPER, new AffineMapAttr(upper.map()))
        .attribute(ParallelOp.UPPER_GROUPS, ParallelOp.groups(upper.groups()))
        .attribute(ParallelOp.STEPS, ArrayAttr.ofIntegers(IntegerType.I64, steps));
    state.region(parser.parseRegion(arguments));
    state.attributes(parser.parseOptionalAttrDict());
  }

  /** {@code (0, %n, max(%i, 4))}: a dimension's map has the operands of all, so that its expressions are renumbered. */
  private static Bounds parseBounds(OpParser parser, String extremum) {
    var results = new ArrayList<AffineExpr>();
    var groups = new ArrayList<Long>();
    var dims = new ArrayList<Value>();
    var symbols = new ArrayList<Value>();
    parser.expect("(");
    while (!parser.accept(")")) {
      if (!groups.isEmpty()) parser.expect(",");
      boolean several = parser.accept(extremum);
      if (several) parser.expect("(");
      var operands = new ArrayList<Value>();
      AffineMap map = several ? parser.parseAffineSubscripts(operands) : parser.parseAffineSubscript(operands);
      var newDims = operands.subList(0, map.numDims()).stream().map(v -> AffineExpr.dim(position(dims, v))).toList();
      var newSymbols = operands.subList(map.numDims(), operands.size()).stream().map(v -> AffineExpr.symbol(position(symbols, v))).toList();
      map.results().forEach(e -> results.add(e.replace(newDims, newSymbols)));
      groups.add((long) map.results().size());
      if (several) parser.expect(")");
    }
    var operands = new ArrayList<>(dims);
    operands.addAll(symbols);
    return new Bounds(new AffineMap(dims.size(), symbols.size(), results), groups.stream().mapToLong(Long::longValue).toArray(), operands);
  }

  private static int position(List<Value> values, Value value) {
    int at = values.indexOf(value);
    if (at >= 0) return at;
    values.add(value);
    return values.size() - 1;
  }

  @Override
  public void print(Operation op, OpPrinter printer) {
    var loop = (ParallelOp) op;
    printer.text(" (").values(loop.body().arguments()).text(") = (");
    printBounds(printer, loop.lowerMap(), loop.lowerGroups(), loop.lowerOperands(), "max");
    printer.text(") to (");
    printBounds(printer, loop.upperMap(), loop.upperGroups(), loop.upperOperands(), "min");
    printer.text(")");
    if (Arrays.stream(loop.steps()).anyMatch(s -> s != 1)) {
      printer.text(Arrays.stream(loop.steps()).mapToObj(Long::toString).collect(Collectors.joining(", ", " step (", ")")));
    }
    if (op.numResults() > 0) {
      var kinds = ((ArrayAttr) op.attribute(ParallelOp.REDUCTIONS)).longs();
      printer.text(Arrays.stream(kinds).mapToObj(k -> '"' + KINDS.get((int) k) + '"').collect(Collectors.joining(", ", " reduce (", ")")));
      printer.text(" -> (").types(op.resultTypes()).text(")");
    }
    printer.region(op.region(0), false, op.numResults() > 0);
    printer.attrDict(op, Set.of(ParallelOp.LOWER, ParallelOp.LOWER_GROUPS, ParallelOp.UPPER, ParallelOp.UPPER_GROUPS, ParallelOp.STEPS,
        ParallelOp.REDUCTIONS));
  }

  private static void printBounds(OpPrinter printer, AffineMap map, long[] groups, List<Value> operands, String extremum) {
    int at = 0;
    for (int i = 0; i < groups.length; i++) {
      if (i > 0) printer.text(", ");
      var part = new AffineMap(map.numDims(), map.numSymbols(), map.results().subList(at, at + (int) groups[i]));
      if (groups[i] > 1) printer.text(extremum + "(");
      printer.affineSubscripts(part, operands);
      if (groups[i] > 1) printer.text(")");
      at += (int) groups[i];
    }
  }
}
