package zkopt.dialect.memref;

import static zkopt.ir.OpSpec.AttrDef.attr;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import zkopt.ir.AffineMapAttr;
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
  protected String problem() {
    var map = permutation();
    var source = (MemRefType) operand(0).type();
    boolean permutes = map.numSymbols() == 0 && map.results().size() == map.numDims()
        && map.results().stream().allMatch(AffineExpr.Dim.class::isInstance) && map.results().stream().distinct().count() == map.numDims();
    if (!permutes) return "expected a permutation map";
    if (map.numDims() != source.rank()) return "expected a permutation map of same rank as the input";
    var type = (MemRefType) result().type();
    Strides strides = Strides.of(source);
    Strides transposed = strides == null ? null : new Strides(strides.offset(), permuted(strides.strides()));
    Strides found = Strides.of(type);
    boolean same = type.with(permuted(source.shape()), source.elementType()).equals(type) && Objects.equals(type.memorySpace(), source.memorySpace())
        && (transposed == null || found == null || found.equals(transposed));
    if (same) return null;
    var layout = transposed == null ? source.layout() : new AffineMapAttr(transposed.map());
    var canonical = new MemRefType(permuted(source.shape()), source.elementType(), layout, source.memorySpace());
    return "result type '" + type + "' is not equivalent to the canonical transposed input type '" + canonical + "'";
  }

  private <T> List<T> permuted(List<T> perDimension) {
    return permutation().results().stream().map(e -> perDimension.get(((AffineExpr.Dim) e).position())).toList();
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
