package zkopt.dialect.memref;

import java.util.Set;
import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.UnitAttr;

/** {@code memref.global "private" constant @w : memref<2xf32> = dense<[1.0, 2.0]>}: a named buffer of the module. */
public final class GlobalOp extends Operation implements Traits.Symbol {
  public static final OpSpec SPEC = OpSpec.of("memref.global", GlobalOp::new)
      .summary("declare or define a global memref variable")
      .attributes(
          attr("sym_name", "string attribute", StringAttr.class),
          optionalAttr("sym_visibility", "string attribute", StringAttr.class),
          attr("type", "memref type attribute", TypeAttr.class).where(a -> a instanceof TypeAttr(MemRefType _)),
          optionalAttr("initial_value", "any attribute", Attribute.class),
          optionalAttr("constant", "unit attribute", UnitAttr.class),
          optionalAttr("alignment", "64-bit signless integer attribute", IntegerAttr.class))
      .assembly(new Assembly());

  GlobalOp(OperationState state) {
    super(state);
  }

  /** A private constant. */
  public static GlobalOp constant(OpBuilder builder, Location location, String name, MemRefType type, ElementsAttr value) {
    return builder.create(new OperationState(SPEC, location)
        .attribute("sym_name", new StringAttr(name))
        .attribute("sym_visibility", new StringAttr("private"))
        .attribute("type", new TypeAttr(type))
        .attribute("initial_value", value)
        .attribute("constant", UnitAttr.UNIT));
  }

  @Override
  public String symbolName() {
    return ((StringAttr) attribute("sym_name")).value();
  }

  public MemRefType type() {
    return (MemRefType) ((TypeAttr) attribute("type")).value();
  }

  public void setType(MemRefType type) {
    setAttribute("type", new TypeAttr(type));
  }

  public boolean isConstant() {
    return attribute("constant") != null;
  }

  /** The data, or null for an uninitialized or external global. */
  public ElementsAttr initialValue() {
    return attribute("initial_value", ElementsAttr.class);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (!(((TypeAttr) attribute("type")).value() instanceof MemRefType type) || !type.hasStaticShape()) {
      diagnostics.opError(this, "type should be static shaped memref, but got " + ((TypeAttr) attribute("type")).value());
      return false;
    }
    Attribute initial = attribute("initial_value");
    if (initial != null && !(initial instanceof UnitAttr) && !(initial instanceof ElementsAttr)) {
      diagnostics.opError(this, "initial value should be a unit or elements attribute, but got " + initial);
      return false;
    }
    ElementsAttr value = initialValue();
    if (value != null && !value.type().shape().equals(type.shape())) {
      diagnostics.opError(this, "initial value expected to be of type '" + TensorType.of(type.shape(), type.elementType()) + "', but was of type '" + value.type() + "'");
      return false;
    }
    return true;
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    private static final Set<String> IN_FORM = Set.of("sym_name", "sym_visibility", "type", "initial_value", "constant");

    @Override
    public void parse(OpParser parser, OperationState state) {
      if (!parser.peek("constant") && !parser.peek("@")) {
        state.attribute("sym_visibility", new StringAttr(parser.parseString()));
      }
      if (parser.accept("constant")) state.attribute("constant", UnitAttr.UNIT);
      state.attribute("sym_name", new StringAttr(parser.parseSymbolName()));
      parser.expect(":");
      Location at = parser.currentLocation();
      if (!(parser.parseType() instanceof MemRefType type)) throw parser.error(at, "type should be static shaped memref");
      state.attribute("type", new TypeAttr(type));
      if (parser.accept("=")) {
        boolean uninitialized = parser.accept("uninitialized");
        state.attribute("initial_value", uninitialized ? UnitAttr.UNIT : parser.parseAttributeWithDefaultType(tensorType(type)));
      }
      state.attributes(parser.parseOptionalAttrDict());
    }

    /** The type that the text may leave out: the data of a buffer is a tensor; elements of other types than MLIR's are kept as i64. */
    private static TensorType tensorType(MemRefType type) {
      Type element = type.elementType();
      boolean builtin = element instanceof IntegerType || element instanceof FloatType || element instanceof IndexType;
      return TensorType.of(type.shape(), builtin ? element : IntegerType.I64);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var global = (GlobalOp) op;
      if (global.attribute("sym_visibility") instanceof StringAttr visibility) printer.text(" " + visibility);
      if (global.isConstant()) printer.text(" constant");
      printer.text(" " + zkopt.ir.AsmText.symbol(global.symbolName()) + " : ").type(global.type());
      switch (global.attribute("initial_value")) {
        case null -> {}
        case UnitAttr _ -> printer.text(" = uninitialized");
        case ElementsAttr value when !value.type().equals(tensorType(global.type())) -> printer.text(" = ").attribute(value);
        case Attribute value -> printer.text(" = ").attributeWithoutType(value);
      }
      printer.attrDict(op, IN_FORM);
    }
  }
}
