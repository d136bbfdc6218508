package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.AttrDef.optionalAttr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.HashSet;
import java.util.stream.Stream;
import zkopt.dialect.memref.PrefetchHints;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.TypeConstraint;
import zkopt.ir.affine.AffineMap;

/** {@code affine.prefetch %m[%i + 1], read, locality<3>, data : memref<400xi32>}: a hint that an element will be needed. */
public final class PrefetchOp extends SubscriptedOp {
  public static final OpSpec SPEC = OpSpec.of("affine.prefetch", PrefetchOp::new)
      .summary("affine prefetch operation")
      .attributes(Stream.concat(Stream.of(optionalAttr(MAP, "AffineMap attribute", AffineMapAttr.class)), Stream.of(PrefetchHints.defs()))
          .toArray(AttrDef[]::new))
      .operands(OperandDef.operand("memref", TypeConstraint.MEMREF), variadicOperand("indices", TypeConstraint.INDEX))
      .assembly(new Assembly());

  PrefetchOp(OperationState state) {
    super(state, 0);
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    if (attribute(MAP) == null) {
      diagnostics.opError(this, "requires attribute '" + MAP + "'");
      return false;
    }
    var type = (MemRefType) memref().type();
    String problem = map().results().size() != type.rank() ? "affine.prefetch affine map num results must equal memref rank"
        : map().numInputs() + 1 != numOperands() ? "too few operands" : null;
    if (problem != null) {
      diagnostics.opError(this, problem);
      return false;
    }
    return AffineAccess.verify(this, type, map(), mapOperands(), type.elementType(), null, diagnostics);
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var subscripts = AffineAccess.Subscripts.parse(parser);
      PrefetchHints.parse(parser, state);
      var access = subscripts.finish(parser, state);
      state.attribute(MAP, new AffineMapAttr(access.map())).operands(access.memref()).operands(access.operands());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      var prefetch = (PrefetchOp) op;
      AffineMap map = op.attribute(MAP) == null ? AffineMap.identity(op.numOperands() - 1) : prefetch.map();
      printer.text(" ").value(prefetch.memref()).text("[").affineSubscripts(map, prefetch.mapOperands()).text("]");
      PrefetchHints.print(op, printer);
      var hidden = new HashSet<>(PrefetchHints.NAMES);
      hidden.add(MAP);
      printer.attrDict(op, hidden).text(" : ").type(prefetch.memref().type());
    }
  }
}
