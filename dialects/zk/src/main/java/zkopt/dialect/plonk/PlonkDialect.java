package zkopt.dialect.plonk;

import java.util.List;
import java.util.stream.Stream;
import zkopt.ir.Attribute;
import zkopt.ir.Dialect;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpSpec;
import zkopt.ir.Operation;
import zkopt.ir.Type;

/** The {@code plonk} dialect. */
public final class PlonkDialect implements Dialect {
  /**
   * A discardable unit attribute of a {@code memref.global}: its data is part of the circuit, as the architecture of a model is, and is no
   * weight. Its elements are constants, which are known when the table is laid out.
   */
  public static final String PUBLIC = "plonk.public";

  /**
   * A discardable unit attribute of a module: every instance of a gate stands in the table, also one whose outputs are known without it.
   */
  public static final String KEEP_INSTANCES = "plonk.keep_instances";

  @Override
  public String namespace() {
    return "plonk";
  }

  @Override
  public String summary() {
    return "Gates, their tables and instances, and contractions: the last level before the table.";
  }

  @Override
  public List<Syntax> types() {
    return List.of(new Syntax("!plonk.cell", "an element of the field, in a cell of the table"));
  }

  @Override
  public List<OpSpec> operations() {
    return Stream.concat(
        Stream.of(
            TableOp.SPEC, GateOp.SPEC, ContractOp.SPEC, ApplyOp.SPEC, YieldOp.SPEC, TableValueOp.SPEC, InverseOp.SPEC, ConstantOp.SPEC,
            ConstrainOp.SPEC, LookupOp.SPEC, DefineOp.SPEC),
        Stream.of(BinaryOp.Kind.values()).map(BinaryOp.Kind::spec)).toList();
  }

  @Override
  public Type parseType(String mnemonic, OpParser parser) {
    return mnemonic.equals("cell") ? CellType.CELL : null;
  }

  @Override
  public Operation materializeConstant(OpBuilder builder, Attribute value, Type type, Location location) {
    return value instanceof IntegerAttr n && type instanceof CellType ? ConstantOp.create(builder, location, n.value()) : null;
  }
}
