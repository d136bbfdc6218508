package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.store %v, %m[%i] : memref<4xf32>}. */
public final class StoreOp extends Operation implements Traits.MemoryEffects {
  public static final OpSpec SPEC = OpSpec.of("memref.store", StoreOp::new)
      .summary("store operation")
      .attributes(optionalAttr(Indexing.NONTEMPORAL, "bool attribute", IntegerAttr.class))
      .operands(OperandDef.operand("value", TypeConstraint.ANY), OperandDef.operand("memref", TypeConstraint.MEMREF),
          variadicOperand("indices", TypeConstraint.INDEX))
      .assembly(new Assembly());

  StoreOp(OperationState state) {
    super(state);
  }

  public static StoreOp create(OpBuilder builder, Location location, Value value, Value memref, List<? extends Value> indices) {
    return builder.create(new OperationState(SPEC, location).operands(value, memref).operands(indices));
  }

  public Value value() {
    return operand(0);
  }

  public Value memref() {
    return operand(1);
  }

  public List<Value> indices() {
    return operands().subList(2, numOperands());
  }

  @Override
  public boolean reads() {
    return false;
  }

  @Override
  public boolean writes() {
    return true;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    return Indexing.verify(this, memref(), value().type(), "type of 'value' matches element type of 'memref'",
        indices().size() == ((MemRefType) memref().type()).rank() ? null : "store index operand count not equal to memref rank", diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var value = parser.parseOperand();
      parser.expect(",");
      var access = Indexing.Access.parse(parser);
      MemRefType type = Indexing.parseType(parser, state);
      state.operands(parser.resolve(value, type.elementType()));
      access.resolve(parser, type, state);
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var store = (StoreOp) op;
      Indexing.print(store, store.memref(), store.indices(), printer.text(" ").value(store.value()).text(", "));
    }
  }
}
