package zkopt.dialect.plonk;

import java.util.List;
import java.util.Set;
import zkopt.ir.AsmText;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.Traits;
import zkopt.ir.Value;

/** {@code plonk.lookup @table(%a, %b)}: the tuple is a row of the table. */
public final class LookupOp extends Operation implements Traits.HasParent {
  private static final AttrDef TABLE = AttrDef.attr("table", "flat symbol reference attribute", SymbolRefAttr.class);
  private static final OperandDef VALUES = OperandDef.variadicOperand("values", CellType.ANY);
  public static final OpSpec SPEC = OpSpec.of("plonk.lookup", LookupOp::new)
      .summary("demands that a tuple is a row of a table").operands(VALUES).attributes(TABLE).assembly(new Form());

  LookupOp(OperationState state) {
    super(state);
  }

  public static LookupOp create(OpBuilder b, Location loc, String table, Value... values) {
    return b.create(new OperationState(SPEC, loc).attribute("table", SymbolRefAttr.flat(table)).operands(values));
  }

  public String tableName() {
    return attribute("table", SymbolRefAttr.class).root();
  }

  /** The table, or null when the symbol names none. */
  public TableOp table() {
    return Symbols.lookup(this, tableName()) instanceof TableOp table ? table : null;
  }

  public List<Value> values() {
    return operands();
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GateOp.SPEC);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    TableOp table = table();
    if (table == null) {
      diagnostics.opError(this, "'" + tableName() + "' does not name a table");
    } else if (table.columns() != numOperands()) {
      diagnostics.opError(this, "looks up " + numOperands() + " values in '" + tableName() + "', which has " + table.columns() + " columns");
    } else {
      return true;
    }
    return false;
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attribute("table", SymbolRefAttr.flat(parser.parseSymbolName()));
      parser.expect("(");
      for (var operand : parser.parseOperandList()) state.operands(parser.resolve(operand, CellType.CELL));
      parser.expect(")");
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" " + AsmText.symbol(((LookupOp) op).tableName()) + "(").values(op.operands()).text(")").attrDict(op, Set.of("table"));
    }
  }
}
