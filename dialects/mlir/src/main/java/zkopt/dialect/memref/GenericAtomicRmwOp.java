package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.Set;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.RegionDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;

/** {@code memref.generic_atomic_rmw %m[%i] : memref<4xf32> {^bb0(%old: f32): ... memref.atomic_yield %new : f32}}. */
public final class GenericAtomicRmwOp extends Operation implements Traits.SingleBlock {
  public static final OpSpec SPEC = OpSpec.of("memref.generic_atomic_rmw", GenericAtomicRmwOp::new)
      .summary("atomic read-modify-write operation with a region")
      .operands(OperandDef.operand("memref", TypeConstraint.NUMBER_MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .results(ResultDef.result("result", TypeConstraint.SIGNLESS_INTEGER_OR_FLOAT))
      .regions(RegionDef.region("atomic_body"))
      .assembly(new Assembly());

  GenericAtomicRmwOp(OperationState state) {
    super(state);
  }

  @Override
  protected String problem() {
    if (!result().type().equals(((MemRefType) operand(0).type()).elementType())) return "failed to verify that result type matches element type of memref";
    var body = region(0).front();
    if (body.arguments().size() != 1) return "expected single number of entry block arguments";
    return body.argument(0).type().equals(result().type()) ? null : "expected block argument of the same type result type";
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (!super.verify(diagnostics)) return false;
    boolean[] good = {true};
    region(0).front().operations().forEach(op -> op.walk(inner -> {
      if (hasNoEffects(inner)) return;
      diagnostics.error(inner, "body of '" + name() + "' should contain only operations with no side effects");
      good[0] = false;
    }));
    return good[0];
  }

  private static boolean hasNoEffects(Operation op) {
    return op instanceof Traits.Pure || op instanceof Traits.MemoryEffects e && !e.reads() && !e.writes() && !e.allocates()
        || op instanceof Traits.RecursiveMemoryEffects && op.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.operations().stream()).allMatch(GenericAtomicRmwOp::hasNoEffects);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var access = Indexing.Access.parseOperandList(parser);
      parser.expect(":");
      MemRefType type = Indexing.parseMemRef(parser);
      access.resolve(parser, type, state);
      state.region(parser.parseRegion(List.of())).attributes(parser.parseOptionalAttrDict()).results(type.elementType());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).text("[").values(op.operands().subList(1, op.numOperands())).text("] : ")
          .type(op.operand(0).type()).region(op.region(0), true, true).attrDict(op, Set.of());
    }
  }
}
