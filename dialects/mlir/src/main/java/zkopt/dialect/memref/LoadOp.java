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
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;

/** {@code memref.load %m[%i] : memref<4xf32>}. */
public final class LoadOp extends Operation implements Traits.MemoryEffects {
  public static final OpSpec SPEC = OpSpec.of("memref.load", LoadOp::new)
      .summary("load operation")
      .attributes(optionalAttr(Indexing.NONTEMPORAL, "bool attribute", IntegerAttr.class))
      .operands(OperandDef.operand("memref", TypeConstraint.MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.ANY))
      .assembly(new Assembly());

  LoadOp(OperationState state) {
    super(state);
  }

  public static LoadOp create(OpBuilder builder, Location location, Value memref, List<? extends Value> indices) {
    return builder.create(new OperationState(SPEC, location)
        .operands(memref).operands(indices).results(((MemRefType) memref.type()).elementType()));
  }

  public Value memref() {
    return operand(0);
  }

  public List<Value> indices() {
    return operands().subList(1, numOperands());
  }

  @Override
  public boolean reads() {
    return true;
  }

  @Override
  public boolean writes() {
    return false;
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    int rank = ((MemRefType) memref().type()).rank();
    return Indexing.verify(this, memref(), result().type(), "result type matches element type of 'memref'",
        indices().size() == rank ? null : "incorrect number of indices for load, expected " + rank + " but got " + indices().size(), diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var access = Indexing.Access.parse(parser);
      MemRefType type = Indexing.parseType(parser, state);
      access.resolve(parser, type, state);
      state.results(type.elementType());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var load = (LoadOp) op;
      Indexing.print(load, load.memref(), load.indices(), printer.text(" "));
    }
  }
}
