package zkopt.dialect.func;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zkopt.ir.Attribute;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.StringAttr;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;

/** The custom form of {@link FuncOp}: signature with argument and result attributes, {@code attributes {...}}, body. */
record FuncAssembly() implements OpSpec.CustomAssembly {
  private static final Set<String> IN_SIGNATURE =
      Set.of(FuncOp.SYM_NAME, FuncOp.FUNCTION_TYPE, FuncOp.VISIBILITY, FuncOp.ARG_ATTRS, FuncOp.RES_ATTRS);

  @Override
  public void parse(OpParser parser, OperationState state) {
    for (String visibility : List.of("public", "private", "nested")) {
      if (parser.accept(visibility)) state.attribute(FuncOp.VISIBILITY, new StringAttr(visibility));
    }
    state.attribute(FuncOp.SYM_NAME, new StringAttr(parser.parseSymbolName()));
    var arguments = new ArrayList<OpParser.Argument>();
    var inputs = new ArrayList<Type>();
    var argAttrs = new ArrayList<DictionaryAttr>();
    parser.expect("(");
    if (!parser.accept(")")) {
      do {
        Location at = parser.currentLocation();
        String name = null;
        if (parser.peekOperand()) {
          name = parser.parseOperand().name();
          parser.expect(":");
        } else if (!arguments.isEmpty()) {
          throw parser.error(at, "expected SSA identifier");
        }
        Type type = parser.parseType();
        inputs.add(type);
        argAttrs.add(DictionaryAttr.of(parser.parseOptionalAttrDict()));
        if (name != null) arguments.add(new OpParser.Argument(name, type, parser.parseOptionalLocation(at)));
      } while (parser.accept(","));
      parser.expect(")");
    }
    var results = new ArrayList<Type>();
    var resAttrs = new ArrayList<DictionaryAttr>();
    if (parser.accept("->")) parseResults(parser, results, resAttrs);
    state.attribute(FuncOp.FUNCTION_TYPE, new TypeAttr(new FunctionType(inputs, results)))
        .attribute(FuncOp.ARG_ATTRS, FuncOp.arrayOrNull(argAttrs))
        .attribute(FuncOp.RES_ATTRS, FuncOp.arrayOrNull(resAttrs))
        .attributes(parser.parseOptionalAttrDictWithKeyword());
    state.region(parser.peek("{") ? parser.parseRegion(arguments) : new Region());
  }

  private static void parseResults(OpParser parser, List<Type> results, List<DictionaryAttr> attributes) {
    if (!parser.accept("(")) {
      results.add(parser.parseType());
      attributes.add(DictionaryAttr.EMPTY);
      return;
    }
    if (parser.accept(")")) return;
    do {
      results.add(parser.parseType());
      attributes.add(DictionaryAttr.of(parser.parseOptionalAttrDict()));
    } while (parser.accept(","));
    parser.expect(")");
  }

  @Override
  public void print(Operation op, OpPrinter printer) {
    var func = (FuncOp) op;
    FunctionType type = func.functionType();
    if (func.attribute(FuncOp.VISIBILITY) instanceof StringAttr(String visibility)) printer.text(" " + visibility);
    printer.text(" " + zkopt.ir.AsmText.symbol(func.symbolName()) + "(");
    var argAttrs = func.dictionaries(FuncOp.ARG_ATTRS, type.inputs().size());
    for (int i = 0; i < type.inputs().size(); i++) {
      if (i > 0) printer.text(", ");
      if (!func.isDeclaration()) printer.value(func.body().argument(i)).text(": ");
      printer.type(type.inputs().get(i));
      if (func.isDeclaration()) {
        attributes(argAttrs.get(i), printer);
      } else {
        printer.argumentAttributes(argAttrs.get(i));
        printer.argumentLocation(func.body().argument(i));
      }
    }
    printer.text(")");
    printResults(func, type, printer);
    printer.attrDictWithKeyword(func, IN_SIGNATURE);
    if (!func.isDeclaration()) printer.region(func.bodyRegion(), false, true);
  }

  private static void printResults(FuncOp func, FunctionType type, OpPrinter printer) {
    if (type.results().isEmpty()) return;
    var resAttrs = func.dictionaries(FuncOp.RES_ATTRS, type.results().size());
    boolean bare = type.results().size() == 1 && resAttrs.getFirst().entries().isEmpty()
        && !(type.results().getFirst() instanceof FunctionType);
    printer.text(bare ? " -> " : " -> (");
    for (int i = 0; i < type.results().size(); i++) {
      if (i > 0) printer.text(", ");
      printer.type(type.results().get(i));
      attributes(resAttrs.get(i), printer);
    }
    if (!bare) printer.text(")");
  }

  private static void attributes(DictionaryAttr dictionary, OpPrinter printer) {
    if (!dictionary.entries().isEmpty()) printer.text(" ").attribute((Attribute) dictionary);
  }
}
