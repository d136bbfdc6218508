package zkopt.dialect.plonk;

import java.util.List;
import java.util.Set;
import zkopt.ir.AsmText;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerType;
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
 * {@code plonk.table_value @table[%key]}: column 1 of the row whose column 0 is the key, for a witness. A key that the table does
 * not have is an error when the witness is computed.
 */
public final class TableValueOp extends Operation implements Traits.HasParent {
  private static final AttrDef TABLE = AttrDef.attr("table", "flat symbol reference attribute", SymbolRefAttr.class);
  private static final OperandDef KEY = OperandDef.operand("key", YieldOp.I64);
  private static final ResultDef VALUE = ResultDef.result("value", YieldOp.I64);
  public static final OpSpec SPEC = OpSpec.of("plonk.table_value", TableValueOp::new)
      .summary("reads a table by key").operands(KEY).results(VALUE).attributes(TABLE).assembly(new Form());

  TableValueOp(OperationState state) {
    super(state);
  }

  public static TableValueOp create(OpBuilder b, Location loc, String table, Value key) {
    return b.create(new OperationState(SPEC, loc).attribute("table", SymbolRefAttr.flat(table)).operands(key).results(IntegerType.I64));
  }

  public String tableName() {
    return attribute("table", SymbolRefAttr.class).root();
  }

  /** The table, or null when the symbol names none. */
  public TableOp table() {
    return Symbols.lookup(this, tableName()) instanceof TableOp table ? table : null;
  }

  public Value key() {
    return operand(0);
  }

  @Override
  public List<OpSpec> parents() {
    return List.of(GateOp.SPEC);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    TableOp table = table();
    if (table == null) diagnostics.opError(this, "'" + tableName() + "' does not name a table");
    else if (table.columns() < 2) diagnostics.opError(this, "requires a table of at least 2 columns, but '" + tableName() + "' has 1");
    else return true;
    return false;
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attribute("table", SymbolRefAttr.flat(parser.parseSymbolName()));
      parser.expect("[");
      state.operands(parser.resolve(parser.parseOperand(), IntegerType.I64));
      parser.expect("]");
      state.attributes(parser.parseOptionalAttrDict()).results(IntegerType.I64);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" " + AsmText.symbol(((TableValueOp) op).tableName()) + "[").value(op.operand(0)).text("]").attrDict(op, Set.of("table"));
    }
  }
}
