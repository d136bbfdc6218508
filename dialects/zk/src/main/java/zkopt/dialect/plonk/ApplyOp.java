package zkopt.dialect.plonk;

import java.util.List;
import java.util.Set;
import zkopt.dialect.fixed.QType;
import zkopt.ir.AsmText;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.FunctionType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/**
 * {@code %y = plonk.apply @gate(%a, %b) : (q, q) -> q}: one instance of a gate. An operand may be of a narrower type than the gate's
 * input: what holds for all values of the wide type holds for those of the narrow one.
 */
public final class ApplyOp extends Operation implements Traits.Pure {
  private static final AttrDef GATE = AttrDef.attr("gate", "flat symbol reference attribute", SymbolRefAttr.class);
  private static final OperandDef INPUTS = OperandDef.variadicOperand("inputs", QType.ANY);
  private static final ResultDef OUTPUTS = ResultDef.variadicResult("outputs", QType.ANY);
  public static final OpSpec SPEC = OpSpec.of("plonk.apply", ApplyOp::new)
      .summary("one instance of a gate").operands(INPUTS).results(OUTPUTS).attributes(GATE).assembly(new Form());

  ApplyOp(OperationState state) {
    super(state);
  }

  public static ApplyOp create(OpBuilder b, Location loc, GateOp gate, List<? extends Value> inputs) {
    return b.create(new OperationState(SPEC, loc)
        .attribute("gate", SymbolRefAttr.flat(gate.symbolName())).operands(inputs).results(gate.functionType().results()));
  }

  public String gateName() {
    return attribute("gate", SymbolRefAttr.class).root();
  }

  /** The gate, or null when the symbol names none. */
  public GateOp gate() {
    return Symbols.lookup(this, gateName()) instanceof GateOp gate ? gate : null;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    GateOp gate = gate();
    if (gate == null) {
      diagnostics.opError(this, "'" + gateName() + "' does not name a gate");
      return false;
    }
    var type = new FunctionType(operands().stream().map(Value::type).toList(), resultTypes());
    if (fits(gate)) return true;
    diagnostics.opError(this, "of type '" + type + "' does not fit the gate").note(gate.location(), "gate is of type '" + gate.functionType() + "'");
    return false;
  }

  private boolean fits(GateOp gate) {
    var wantedTypes = gate.functionType().inputs();
    if (numOperands() != wantedTypes.size() || !resultTypes().equals(gate.functionType().results())) return false;
    for (int i = 0; i < numOperands(); i++) {
      var given = (QType) operand(i).type();
      if (!(wantedTypes.get(i) instanceof QType wanted) || given.frac() != wanted.frac() || given.width() > wanted.width()) return false;
    }
    return true;
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attribute("gate", SymbolRefAttr.flat(parser.parseSymbolName()));
      parser.expect("(");
      var inputs = parser.parseOperandList();
      parser.expect(")");
      state.attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      FunctionType type = parser.parseFunctionType();
      state.operands(parser.resolve(inputs, type.inputs())).results(type.results());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" " + AsmText.symbol(((ApplyOp) op).gateName()) + "(").values(op.operands()).text(")").attrDict(op, Set.of("gate"));
      printer.text(" : ").type(new FunctionType(op.operands().stream().map(Value::type).toList(), op.resultTypes()));
    }
  }
}
