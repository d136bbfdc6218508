package zkopt.dialect.scf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IndexType;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Value;

/** The custom form of {@link ForallOp}. */
record ForallAssembly() implements OpSpec.CustomAssembly {
  private static final Set<String> IN_SYNTAX = Set.of(ForallOp.LOWER, ForallOp.UPPER, ForallOp.STEP, OpSpec.OPERAND_SEGMENTS);

  /** {@code (%a, 4)}: numbers, and operands where they are {@link ShapedType#DYNAMIC}. */
  private record Bounds(long[] statics, List<Value> dynamics) {
    static Bounds constant(long value, int count) {
      var statics = new long[count];
      Arrays.fill(statics, value);
      return new Bounds(statics, List.of());
    }

    static Bounds parse(OpParser parser) {
      var statics = new ArrayList<Long>();
      var dynamics = new ArrayList<Value>();
      parser.expect("(");
      while (!parser.accept(")")) {
        if (!statics.isEmpty()) parser.expect(",");
        if (parser.peekOperand()) {
          dynamics.add(parser.resolve(parser.parseOperand(), IndexType.INDEX));
          statics.add(ShapedType.DYNAMIC);
        } else {
          statics.add(parser.parseInteger());
        }
      }
      return new Bounds(statics.stream().mapToLong(Long::longValue).toArray(), dynamics);
    }

    static Bounds of(Operation op, String statics, OperandDef dynamics) {
      return new Bounds(((DenseArrayAttr) op.attribute(statics)).longs(), dynamics.all(op));
    }

    boolean isAll(long value) {
      return Arrays.stream(statics).allMatch(s -> s == value);
    }

    void print(OpPrinter printer) {
      var remaining = dynamics.iterator();
      printer.text("(");
      for (int i = 0; i < statics.length; i++) {
        if (i > 0) printer.text(", ");
        if (statics[i] == ShapedType.DYNAMIC) printer.value(remaining.next());
        else printer.text(Long.toString(statics[i]));
      }
      printer.text(")");
    }
  }

  @Override
  public void parse(OpParser parser, OperationState state) {
    var arguments = BoundLists.parseIvs(parser);
    int rank = arguments.size();
    Bounds lower = Bounds.constant(0, rank);
    Bounds step = Bounds.constant(1, rank);
    Bounds upper;
    if (parser.accept("in")) {
      upper = Bounds.parse(parser);
    } else {
      parser.expect("=");
      lower = Bounds.parse(parser);
      parser.expect("to");
      upper = Bounds.parse(parser);
      parser.expect("step");
      step = Bounds.parse(parser);
    }
    List<Value> outputs = List.of();
    Location place = parser.currentLocation();
    if (parser.accept("shared_outs")) {
      var names = new ArrayList<OpParser.UnresolvedOperand>();
      var inits = new ArrayList<OpParser.UnresolvedOperand>();
      Carried.parse(parser, names, inits);
      if (parser.accept("->")) state.results(parser.parseResultTypes());
      outputs = parser.resolve(inits, state.resultTypes, place);
      arguments.addAll(Carried.arguments(names, state.resultTypes));
    }
    state.operands(lower.dynamics).operands(upper.dynamics).operands(step.dynamics).operands(outputs)
        .region(parser.parseRegion(arguments)).attributes(parser.parseOptionalAttrDict())
        .attribute(ForallOp.LOWER, DenseArrayAttr.i64(lower.statics))
        .attribute(ForallOp.UPPER, DenseArrayAttr.i64(upper.statics))
        .attribute(ForallOp.STEP, DenseArrayAttr.i64(step.statics))
        .attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.i32(lower.dynamics.size(), upper.dynamics.size(), step.dynamics.size(), outputs.size()));
  }

  @Override
  public void print(Operation op, OpPrinter printer) {
    var loop = (ForallOp) op;
    var arguments = loop.body().arguments();
    Bounds lower = Bounds.of(op, ForallOp.LOWER, ForallOp.LOWER_OPERANDS);
    Bounds step = Bounds.of(op, ForallOp.STEP, ForallOp.STEP_OPERANDS);
    Bounds upper = Bounds.of(op, ForallOp.UPPER, ForallOp.UPPER_OPERANDS);
    printer.text(" (").values(arguments.subList(0, loop.rank())).text(") ");
    if (lower.isAll(0) && step.isAll(1)) {
      upper.print(printer.text("in "));
    } else {
      lower.print(printer.text("= "));
      upper.print(printer.text(" to "));
      step.print(printer.text(" step "));
    }
    if (loop.numResults() > 0) {
      printer.text(" shared_outs");
      Carried.print(printer, arguments.subList(loop.rank(), arguments.size()), loop.outputs());
      printer.text(" -> (").types(op.resultTypes()).text(")");
    }
    printer.region(op.region(0), false, loop.numResults() > 0).attrDict(op, IN_SYNTAX);
  }
}
