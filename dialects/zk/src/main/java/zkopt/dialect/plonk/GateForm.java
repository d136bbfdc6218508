package zkopt.dialect.plonk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zkopt.ir.AsmText;
import zkopt.ir.Block;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.StringAttr;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.UnitAttr;

/**
 * The text of a gate: {@code @name : (inputs) -> outputs cells(a, b) virtual(0) neutral(c) idempotent attributes {..} witness(%x) {..}
 * constraints(%x, ..) {..}}, where what stands between the type and {@code witness} may be absent.
 */
final class GateForm implements OpSpec.CustomAssembly {
  @Override
  public void parse(OpParser parser, OperationState state) {
    state.attribute("sym_name", new StringAttr(parser.parseSymbolName()));
    parser.expect(":");
    state.attribute("function_type", new TypeAttr(parser.parseFunctionType()));
    state.attribute("cells", GateOp.cellNames(parser.accept("cells") ? parseCellNames(parser) : List.of()));
    if (parser.accept("virtual")) state.attribute("virtual", DenseArrayAttr.i64(parseIndices(parser)));
    if (parser.accept("neutral")) {
      parser.expect("(");
      state.attribute("neutral", IntegerAttr.i64(parser.parseInteger()));
      parser.expect(")");
    }
    if (parser.accept("idempotent")) state.attribute("idempotent", UnitAttr.UNIT);
    state.attributes(parser.parseOptionalAttrDictWithKeyword());
    parser.expect("witness");
    state.region(parseRegion(parser, IntegerType.I64));
    parser.expect("constraints");
    state.region(parseRegion(parser, CellType.CELL));
  }

  private static List<String> parseCellNames(OpParser parser) {
    var names = new ArrayList<String>();
    parser.expect("(");
    do names.add(parser.parseKeyword());
    while (parser.accept(","));
    parser.expect(")");
    return names;
  }

  private static long[] parseIndices(OpParser parser) {
    var indices = new ArrayList<Long>();
    parser.expect("(");
    do indices.add(parser.parseInteger());
    while (parser.accept(","));
    parser.expect(")");
    return indices.stream().mapToLong(i -> i).toArray();
  }

  private static Region parseRegion(OpParser parser, Type argumentType) {
    parser.expect("(");
    var arguments = parser.parseOperandList().stream()
        .map(o -> new OpParser.Argument(o.name(), argumentType, o.location())).toList();
    parser.expect(")");
    return parser.parseRegion(arguments);
  }

  @Override
  public void print(Operation op, OpPrinter printer) {
    var gate = (GateOp) op;
    printer.text(" " + AsmText.symbol(gate.symbolName()) + " : ").type(gate.functionType());
    if (!gate.cells().isEmpty()) printer.text(gate.cells().stream().collect(Collectors.joining(", ", " cells(", ")")));
    int[] virtual = gate.virtualInputs();
    if (virtual.length > 0) {
      printer.text(Arrays.stream(virtual).mapToObj(Integer::toString).collect(Collectors.joining(", ", " virtual(", ")")));
    }
    gate.neutral().ifPresent(c -> printer.text(" neutral(" + c + ")"));
    if (gate.isIdempotent()) printer.text(" idempotent");
    printer.attrDictWithKeyword(op, Set.of("sym_name", "function_type", "cells", "virtual", "neutral", "idempotent"));
    printRegion(" witness", gate.witnessBody(), printer);
    printRegion(" constraints", gate.constraintBody(), printer);
  }

  private static void printRegion(String keyword, Block body, OpPrinter printer) {
    printer.text(keyword + "(").values(body.arguments()).text(")").region(body.region(), false, true);
  }
}
