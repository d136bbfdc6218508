package zkopt.analysis;

import java.util.ArrayList;
import java.util.List;
import zkopt.analysis.affine.AccessBounds;
import zkopt.analysis.affine.LinearSystem;
import zkopt.analysis.affine.MapOperands;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.MapOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.CastOp;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.memref.DimOp;
import zkopt.ir.Attribute;
import zkopt.ir.BlockArgument;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;

/** Between which constants each integer lies. Of values of other types nothing is said. */
public final class IntegerRangeAnalysis extends SparseForwardAnalysis<IntegerRangeAnalysis.State> {
  /** @param range null for values that are no integers */
  public record State(Type type, IntegerRange range) {}

  /** The range, or null where control does not reach and for values that are no integers. */
  public IntegerRange range(Value value) {
    State state = of(value);
    return state == null ? null : state.range;
  }

  @Override
  protected State anything(Value value) {
    if (!IntegerRange.isInteger(value.type())) return new State(value.type(), null);
    return new State(value.type(), value instanceof BlockArgument a ? ofArgument(a) : IntegerRange.all(value.type()));
  }

  /** The counter of a loop lies between its bounds. */
  private IntegerRange ofArgument(BlockArgument argument) {
    IntegerRange all = IntegerRange.all(argument.type());
    return switch (argument.parentBlock().parentOp()) {
      case zkopt.dialect.scf.ForOp loop when argument == loop.inductionVar() -> between(range(loop.lowerBound()), range(loop.upperBound()), all);
      case ForOp loop when argument == loop.inductionVar() -> ofAffineCounter(argument, all);
      case ParallelOp _ -> ofAffineCounter(argument, all);
      case null, default -> all;
    };
  }

  private static IntegerRange between(IntegerRange lower, IntegerRange upper, IntegerRange all) {
    if (lower == null || upper == null || upper.max() == Long.MIN_VALUE) return all;
    return new IntegerRange(lower.min(), Math.max(lower.min(), upper.max() - 1));
  }

  private static IntegerRange ofAffineCounter(BlockArgument counter, IntegerRange all) {
    List<LinearSystem.Range> ranges = AccessBounds.of(counter.parentBlock().first(), MapOperands.of(counter));
    if (ranges == null) return all;
    LinearSystem.Range range = ranges.getFirst();
    long min = range.min() == null ? all.min() : range.min();
    return new IntegerRange(min, Math.max(min, range.max() == null ? all.max() : range.max()));
  }

  @Override
  protected State join(State a, State b) {
    return a.range == null ? a : new State(a.type, a.range.join(b.range, IntegerRange.all(a.type)));
  }

  @Override
  protected Attribute constant(State state) {
    return state.range == null || !state.range.isConstant() ? null : IntegerAttr.of(state.range.min(), state.type);
  }

  @Override
  protected List<State> transfer(Operation op, List<State> operands) {
    var results = new ArrayList<State>();
    for (Value result : op.results()) {
      boolean integer = IntegerRange.isInteger(result.type());
      results.add(integer ? new State(result.type(), range(op, operands.stream().map(State::range).toList(), result.type())) : anything(result));
    }
    return results;
  }

  private static IntegerRange range(Operation op, List<IntegerRange> operands, Type type) {
    IntegerRange all = IntegerRange.all(type);
    return switch (op) {
      case Traits.ConstantLike c when c.constantValue() instanceof IntegerAttr i -> IntegerRange.of(type.equals(IntegerType.I1) ? i.value() & 1 : i.value());
      case BinaryOp binary -> IntegerRange.apply(binary.kind(), operands.get(0), operands.get(1), type);
      case CmpIOp compare when operands.get(0) != null -> compare(compare, operands.get(0), operands.get(1));
      case SelectOp _ -> select(operands, all);
      case CastOp cast when operands.get(0) != null -> cast(cast, operands.get(0), all);
      case DimOp _, zkopt.dialect.tensor.DimOp _ -> new IntegerRange(0, Long.MAX_VALUE);
      case MapOp map -> affine(map, all);
      default -> all;
    };
  }

  private static IntegerRange affine(MapOp op, IntegerRange all) {
    AffineMap map = op.map();
    List<LinearSystem.Range> ranges = map.results().size() == 1 ? AccessBounds.of(op, new MapOperands(map, op.operands())) : null;
    if (ranges == null) return all;
    LinearSystem.Range range = ranges.getFirst();
    return new IntegerRange(range.min() == null ? all.min() : range.min(), range.max() == null ? all.max() : range.max());
  }

  private static IntegerRange select(List<IntegerRange> operands, IntegerRange all) {
    IntegerRange condition = operands.get(0);
    if (condition != null && condition.isConstant()) return operands.get(condition.min() != 0 ? 1 : 2);
    IntegerRange a = operands.get(1);
    IntegerRange b = operands.get(2);
    return a == null || b == null ? all : new IntegerRange(Math.min(a.min(), b.min()), Math.max(a.max(), b.max()));
  }

  private static IntegerRange cast(CastOp op, IntegerRange in, IntegerRange all) {
    return switch (op.kind()) {
      case EXTSI, INDEX_CAST, TRUNCI -> fits(op, in, all);
      case EXTUI, INDEX_CASTUI -> in.min() >= 0 ? fits(op, in, all) : all;
      default -> all;
    };
  }

  /** An i1 that is true is -1 when it is extended with its sign. */
  private static IntegerRange fits(CastOp op, IntegerRange in, IntegerRange all) {
    boolean fromBit = op.operand(0).type().equals(IntegerType.I1) && op.kind() != CastOp.Kind.EXTUI && op.kind() != CastOp.Kind.INDEX_CASTUI;
    IntegerRange signed = fromBit ? new IntegerRange(-in.max(), -in.min()) : in;
    return all.contains(signed) ? new IntegerRange(signed.min(), signed.max()) : all;
  }

  private static IntegerRange compare(CmpIOp op, IntegerRange a, IntegerRange b) {
    boolean bits = op.lhs().type().equals(IntegerType.I1);
    boolean natural = a.min() >= 0 && b.min() >= 0;
    Boolean known = switch (op.predicate()) {
      case EQ -> equal(a, b);
      case NE -> not(equal(a, b));
      case SLT -> bits ? null : less(a, b);
      case SGE -> bits ? null : not(less(a, b));
      case SGT -> bits ? null : less(b, a);
      case SLE -> bits ? null : not(less(b, a));
      case ULT -> natural ? less(a, b) : null;
      case UGE -> natural ? not(less(a, b)) : null;
      case UGT -> natural ? less(b, a) : null;
      case ULE -> natural ? not(less(b, a)) : null;
    };
    return known == null ? new IntegerRange(0, 1) : IntegerRange.of(known ? 1 : 0);
  }

  private static Boolean not(Boolean known) {
    return known == null ? null : Boolean.valueOf(!known);
  }

  private static Boolean equal(IntegerRange a, IntegerRange b) {
    if (a.isConstant() && b.isConstant() && a.min() == b.min()) return true;
    return a.max() < b.min() || b.max() < a.min() ? Boolean.FALSE : null;
  }

  private static Boolean less(IntegerRange a, IntegerRange b) {
    return a.max() < b.min() ? Boolean.TRUE : a.min() >= b.max() ? Boolean.FALSE : null;
  }
}
