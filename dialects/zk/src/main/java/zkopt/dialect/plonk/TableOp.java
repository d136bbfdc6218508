package zkopt.dialect.plonk;

import java.util.Set;
import zkopt.ir.AsmText;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.Traits;

/**
 * A fixed table that cells are looked up in: {@code plonk.table @range12 range(12)}, all of 0 .. 2^12 - 1, or {@code plonk.table
 * @exp rows(dense<...> : tensor<Nx2xi64>)}, N tuples.
 */
public final class TableOp extends Operation implements Traits.Symbol {
  /** The largest range table that a circuit can hold. */
  public static final int MAX_RANGE_BITS = 24;

  private static final AttrDef NAME = AttrDef.attr("sym_name", "string attribute", StringAttr.class);
  private static final AttrDef BITS = AttrDef.optionalAttr("bits", "64-bit signless integer attribute", IntegerAttr.class);
  private static final AttrDef ROWS = AttrDef.optionalAttr("rows", "constant integer elements", ElementsAttr.class);
  public static final OpSpec SPEC = OpSpec.of("plonk.table", TableOp::new)
      .summary("declares a lookup table").attributes(NAME, BITS, ROWS).assembly(new Form());

  TableOp(OperationState state) {
    super(state);
  }

  /** The table of all values of {@code bits} bits. */
  public static TableOp range(OpBuilder b, Location loc, String name, int bits) {
    return b.create(new OperationState(SPEC, loc).attribute("sym_name", new StringAttr(name)).attribute("bits", IntegerAttr.i64(bits)));
  }

  /** The table of these tuples, a tensor of 64-bit integers of shape rows x columns. */
  public static TableOp tuples(OpBuilder b, Location loc, String name, ElementsAttr rows) {
    return b.create(new OperationState(SPEC, loc).attribute("sym_name", new StringAttr(name)).attribute("rows", rows));
  }

  @Override
  public String symbolName() {
    return attribute("sym_name", StringAttr.class).value();
  }

  /** k for the table of all values of k bits, else -1. */
  public int rangeBits() {
    return BITS.of(this) instanceof IntegerAttr bits ? Math.clamp(bits.value(), Integer.MIN_VALUE, Integer.MAX_VALUE) : -1;
  }

  public int columns() {
    return ROWS.of(this) instanceof ElementsAttr data ? Math.toIntExact(data.type().dim(1)) : 1;
  }

  /** The number of rows. */
  public int height() {
    return ROWS.of(this) instanceof ElementsAttr data ? Math.toIntExact(data.type().dim(0)) : 1 << rangeBits();
  }

  /** All rows; signed. */
  public long[][] rows() {
    long[][] rows = new long[height()][columns()];
    var data = (ElementsAttr) ROWS.of(this);
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows[i].length; j++) rows[i][j] = data == null ? i : data.longAt((long) i * rows[i].length + j);
    }
    return rows;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var data = (ElementsAttr) ROWS.of(this);
    if ((data == null) == (BITS.of(this) == null)) {
      diagnostics.opError(this, "requires either 'bits' or 'rows'");
      return false;
    }
    if (data == null) {
      if (rangeBits() >= 1 && rangeBits() <= MAX_RANGE_BITS) return true;
      diagnostics.opError(this, "requires 1.." + MAX_RANGE_BITS + " bits, but got " + rangeBits());
      return false;
    }
    var type = data.type();
    if (type.rank() == 2 && type.hasStaticShape() && type.numElements() > 0 && type.elementType().equals(IntegerType.I64)) return true;
    diagnostics.opError(this, "requires 'rows' to be of type tensor<NxKxi64>, but got '" + type + "'");
    return false;
  }

  private static final class Form implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      state.attribute("sym_name", new StringAttr(parser.parseSymbolName()));
      if (parser.accept("range")) {
        parser.expect("(");
        state.attribute("bits", IntegerAttr.i64(parser.parseInteger()));
        parser.expect(")");
      } else {
        parser.expect("rows");
        parser.expect("(");
        state.attribute("rows", parser.parseAttribute());
        parser.expect(")");
      }
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var table = (TableOp) op;
      printer.text(" " + AsmText.symbol(table.symbolName()));
      if (table.rangeBits() >= 0) printer.text(" range(" + table.rangeBits() + ")");
      else printer.text(" rows(").attribute(ROWS.of(op)).text(")");
      printer.attrDict(op, Set.of("sym_name", "bits", "rows"));
    }
  }
}
