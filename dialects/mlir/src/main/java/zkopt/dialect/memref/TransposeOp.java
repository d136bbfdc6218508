package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;

import java.util.Set;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.MemRefType;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** {@code memref.transpose %m (i, j) -> (j, i) : memref<..> to memref<..>}: the dimensions in another order, by strides alone. */
public final class TransposeOp extends Operation implements Traits.Pure {
  private static final String PERMUTATION = "permutation";

  public static final OpSpec SPEC = OpSpec.of("memref.transpose", TransposeOp::new)
      .summary("`transpose` produces a new strided memref (metadata-only)")
      .attributes(attr(PERMUTATION, "AffineMap attribute", AffineMapAttr.class))
      .operands(OperandDef.operand("in", TypeConstraint.STRIDED_MEMREF))
      .results(ResultDef.result("result", TypeConstraint.STRIDED_MEMREF))
      .assembly(new Assembly());

  TransposeOp(OperationState state) {
    super(state);
  }

  private AffineMap permutation() {
    return ((AffineMapAttr) attribute(PERMUTATION)).value();
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    var map = permutation();
    var source = (MemRefType) operand(0).type();
    boolean permutes = map.numSymbols() == 0 && map.results().size() == map.numDims()
        && map.results().stream().allMatch(AffineExpr.Dim.class::isInstance) && map.results().stream().distinct().count() == map.numDims();
    String problem = !permutes ? "expected a permutation map"
        : map.numDims() != source.rank() ? "expected a permutation map of same rank as the input"
        : !shapePermuted(map, source, (MemRefType) result().type())
            ? "result type '" + result().type() + "' does not match the type of the permuted input '" + source + "'" : null;
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  private static boolean shapePermuted(AffineMap map, MemRefType from, MemRefType to) {
    return from.elementType().equals(to.elementType()) && to.shape().equals(map.results().stream().map(e -> from.dim(((AffineExpr.Dim) e).position())).toList());
  }

  @Override
  public String resultNameHint() {
    return "transpose";
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      var in = parser.parseOperand();
      state.attribute(PERMUTATION, new AffineMapAttr(parser.parseAffineMap())).attributes(parser.parseOptionalAttrDict());
      parser.expect(":");
      state.operands(parser.resolve(in, parser.parseType()));
      parser.expect("to");
      state.results(parser.parseType());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      printer.text(" ").value(op.operand(0)).text(" " + ((TransposeOp) op).permutation()).attrDict(op, Set.of(PERMUTATION))
          .text(" : ").type(op.operand(0).type()).text(" to ").type(op.result().type());
    }
  }
}
