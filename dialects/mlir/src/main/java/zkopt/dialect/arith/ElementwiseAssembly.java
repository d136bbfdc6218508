package zkopt.dialect.arith;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Set;
import zkopt.ir.IntegerType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.ShapedType;
import zkopt.ir.Type;
import zkopt.ir.UnrankedTensorType;

/**
 * {@code %a, %b fastmath<fast> {attrs} : type}, where the one type is that of all operands and of the result.
 *
 * @param flagsAttribute the attribute that holds the {@link FlagsAttr}, or null
 * @param flagsKeyword the keyword before the flags
 */
public record ElementwiseAssembly(String flagsAttribute, String flagsKeyword) implements OpSpec.CustomAssembly {
  public static final ElementwiseAssembly PLAIN = new ElementwiseAssembly(null, null);
  public static final ElementwiseAssembly FASTMATH = new ElementwiseAssembly("fastmath", FlagsAttr.FASTMATH);
  static final ElementwiseAssembly OVERFLOW = new ElementwiseAssembly("overflowFlags", FlagsAttr.OVERFLOW);

  @Override
  public void parse(OpParser parser, OperationState state) {
    Type type = parseOperands(parser, state);
    state.results(type);
  }

  @Override
  public void print(Operation op, OpPrinter printer) {
    printer.text(" ");
    printOperands(op, printer, Set.of());
  }

  /** The part after any predicate; returns the operands' type. */
  Type parseOperands(OpParser parser, OperationState state) {
    var operands = new ArrayList<OpParser.UnresolvedOperand>();
    for (int i = 0; i < state.spec.operands().size(); i++) {
      if (i > 0) parser.expect(",");
      operands.add(parser.parseOperand());
    }
    if (flagsAttribute != null && parser.accept(flagsKeyword)) state.attribute(flagsAttribute, FlagsAttr.parse(flagsKeyword, parser));
    state.attributes(parser.parseOptionalAttrDict());
    parser.expect(":");
    Type type = parser.parseType();
    state.operands(parser.resolve(operands, Collections.nCopies(operands.size(), type)));
    return type;
  }

  void printOperands(Operation op, OpPrinter printer, Set<String> elided) {
    printer.values(op.operands());
    if (flagsAttribute != null && op.attribute(flagsAttribute) instanceof FlagsAttr flags && !flags.isNone()) {
      printer.text(" " + flags.shortText());
    }
    if (!op.attributes().isEmpty()) {
      var hidden = new java.util.HashSet<>(elided);
      if (flagsAttribute != null) hidden.add(flagsAttribute);
      printer.attrDict(op, hidden);
    }
    printer.text(" : ").type(op.operand(0).type());
  }

  /** {@code i1}, or the shape of {@code type} with elements {@code i1}: what comparisons yield. */
  static Type boolLike(Type type) {
    return switch (type) {
      case ShapedType shaped -> shaped.with(shaped.shape(), IntegerType.I1);
      case UnrankedTensorType _ -> new UnrankedTensorType(IntegerType.I1);
      default -> IntegerType.I1;
    };
  }
}
