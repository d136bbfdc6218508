package zkopt.dialect.affine;

import static zkopt.ir.OpSpec.AttrDef.attr;
import static zkopt.ir.OpSpec.OperandDef.variadicOperand;

import java.util.List;
import java.util.Set;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.Attribute;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IndexType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.OpParser;
import zkopt.ir.OpPrinter;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.ResultDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Traits;
import zkopt.ir.TypeConstraint;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** An operation that yields an index computed by an affine map. */
public abstract sealed class MapOp extends Operation
    implements Traits.Pure, Traits.Foldable, Traits.InferResultTypes permits ApplyOp, MinOp, MaxOp {
  static final String MAP = "map";

  MapOp(OperationState state) {
    super(state);
  }

  static OpSpec spec(String name, java.util.function.Function<OperationState, MapOp> factory, String summary) {
    return OpSpec.of(name, factory)
        .summary(summary)
        .attributes(attr(MAP, "AffineMap attribute", AffineMapAttr.class))
        .operands(variadicOperand("operands", TypeConstraint.INDEX))
        .results(ResultDef.result("result", TypeConstraint.INDEX))
        .assembly(new Assembly());
  }

  static OperationState state(OpSpec spec, Location location, AffineMap map, List<? extends Value> operands) {
    return new OperationState(spec, location).attribute(MAP, new AffineMapAttr(map)).operands(operands).results(IndexType.INDEX);
  }

  public final AffineMap map() {
    return ((AffineMapAttr) attribute(MAP)).value();
  }

  /** Replaces the map and its operands. */
  public final void setMap(AffineMap map, List<? extends Value> operands) {
    setAttribute(MAP, new AffineMapAttr(map));
    setOperands(operands);
  }

  /** The value when the results of the map have these values. */
  public abstract long combine(long[] results);

  /** Constant operands; a map that is a constant, or one of its operands. */
  @Override
  public final List<Object> fold(List<Attribute> operands) {
    AffineMap map = map();
    if (map.results().size() == 1) {
      switch (map.results().getFirst()) {
        case AffineExpr.Constant(long value) -> {
          return List.of(IntegerAttr.index(value));
        }
        case AffineExpr.Dim(int i) -> {
          return List.of(operand(i));
        }
        case AffineExpr.Symbol(int i) -> {
          return List.of(operand(map.numDims() + i));
        }
        default -> {}
      }
    }
    if (!operands.stream().allMatch(IntegerAttr.class::isInstance)) return null;
    long[] inputs = operands.stream().mapToLong(a -> ((IntegerAttr) a).value()).toArray();
    try {
      return List.of(IntegerAttr.index(combine(map.evaluate(inputs))));
    } catch (ArithmeticException _) {
      return null; // undefined at run time too: left for the verifier of whoever runs it
    }
  }

  @Override
  public boolean verify(DiagnosticEngine diagnostics) {
    String problem = map().numInputs() != numOperands() ? "operand count and affine map dimension and symbol count must match"
        : this instanceof ApplyOp && map().results().size() != 1 ? "mapping must produce one value"
        : map().results().isEmpty() ? "affine map expect at least one result" : null;
    if (problem != null) diagnostics.opError(this, problem);
    return problem == null;
  }

  private record Assembly() implements OpSpec.CustomAssembly {
    @Override
    public void parse(OpParser parser, OperationState state) {
      Location at = parser.currentLocation();
      if (!(parser.parseAttribute() instanceof AffineMapAttr map)) throw parser.error(at, "expected an affine map");
      state.attribute(MAP, map).operands(parser.parseDimAndSymbolOperands()).results(IndexType.INDEX);
      if (state.operands.size() != map.value().numInputs()) throw parser.error(at, "operand count and affine map dimension and symbol count must match");
      state.attributes(parser.parseOptionalAttrDict());
    }

    @Override
    public void print(Operation op, OpPrinter printer) {
      AffineMap map = ((MapOp) op).map();
      printer.text(" ").attribute(new AffineMapAttr(map)).dimAndSymbolOperands(op.operands(), map.numDims()).attrDict(op, Set.of(MAP));
    }
  }
}
