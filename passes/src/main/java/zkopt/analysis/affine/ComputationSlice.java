package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zkopt.analysis.affine.FlatConstraints.Bound;
import zkopt.dialect.affine.AffineValues;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * Part of a loop nest, to be put into another one (MLIR's ComputationSliceState).
 *
 * @param counters of the loops of the nest that is sliced, outermost first
 * @param lower the first value of each counter, a map of {@code operands}; null where the loop keeps its bounds
 * @param upper what each counter stays below; null likewise
 * @param operands counters of the other nest, then symbols
 * @param insertPoint before which operation of the other nest the slice goes
 */
public record ComputationSlice(List<Value> counters, List<AffineMap> lower, List<AffineMap> upper, List<Value> operands, Operation insertPoint) {
  private ForOp loop(int i) {
    return FlatConstraints.loopOf(counters.get(i));
  }

  private boolean isBounded(int i) {
    return lower.get(i) != null && !lower.get(i).results().isEmpty() && upper.get(i) != null && !upper.get(i).results().isEmpty();
  }

  /** Whether the slice has one value of a counter. */
  private boolean isSingle(int i) {
    return lower.get(i) != null && upper.get(i) != null && lower.get(i).results().size() == 1 && upper.get(i).results().size() == 1
        && lower.get(i).results().getFirst().plus(1).equals(upper.get(i).results().getFirst());
  }

  /** Whether that is one value that the other nest determines; the loop of it when the value is its counter, else empty. */
  private boolean followsOther(int i) {
    return isSingle(i) && !(lower.get(i).results().getFirst() instanceof AffineExpr.Constant);
  }

  private ForOp followedLoop(int i) {
    return lower.get(i).results().getFirst() instanceof AffineExpr.Dim(int position) ? FlatConstraints.loopOf(operands.get(position)) : null;
  }

  /** Says of the counters, where they are variables, what the slice says. Returns false when that is not affine. */
  boolean addBounds(FlatConstraints cst) {
    for (int i = 0; i < counters.size(); i++) {
      int position = cst.find(counters.get(i), 0);
      if (position < 0) continue;
      boolean known = isSingle(i) ? cst.addBound(Bound.EQUAL, position, map(lower.get(i)))
          : !isBounded(i) ? cst.addLoop(loop(i))
          : cst.addBound(Bound.LOWER, position, map(lower.get(i))) && cst.addBound(Bound.UPPER, position, map(upper.get(i)));
      if (!known) return false;
    }
    return true;
  }

  private MapOperands map(AffineMap map) {
    return new MapOperands(map, operands);
  }

  /** The slice's iterations: its counters are dimensions, the operands symbols; null when that is not affine. */
  FlatConstraints constraints() {
    var values = new ArrayList<>(counters);
    values.addAll(operands);
    var cst = new FlatConstraints(counters.size(), values);
    for (Value operand : operands) {
      if (AffineValues.isSymbol(operand)) {
        cst.addConstant(operand);
      } else {
        ForOp loop = FlatConstraints.loopOf(operand);
        if (loop != null && !cst.addLoop(loop)) return null;
      }
    }
    return addBounds(cst) ? cst : null;
  }

  /** The iterations of the nest that is sliced; null when that is not affine. */
  private FlatConstraints sourceConstraints() {
    var cst = new FlatConstraints(counters.size(), counters);
    for (int i = 0; i < counters.size(); i++) if (!cst.addLoop(loop(i))) return null;
    return cst;
  }

  /** Whether the slice makes, over all iterations of the other nest, no iterations that the nest does not have; empty when that is not known. */
  Optional<Boolean> isValid() {
    if (isPlainlyMaximal().orElse(false)) return Optional.of(true);
    FlatConstraints source = sourceConstraints();
    if (source == null || source.numSymbols() > 0 || source.numLocals > 0) return Optional.empty();
    FlatConstraints slice = constraints();
    if (slice == null) return Optional.empty();
    Elimination.projectOut(slice, counters.size(), slice.numVariables() - counters.size());
    return source.numDims != slice.numDims ? Optional.empty() : Optional.of(ConstraintSubset.isSubset(slice, source));
  }

  /** Whether the slice makes all iterations of the nest; empty when that is not known. */
  public Optional<Boolean> isMaximal() {
    Optional<Boolean> plain = isPlainlyMaximal();
    if (plain.isPresent()) return plain;
    FlatConstraints source = sourceConstraints();
    if (source == null) return Optional.empty();
    var made = new ArrayList<Value>();
    for (Value operand : operands) if (FlatConstraints.loopOf(operand) != null) made.add(operand);
    while (made.size() < counters.size()) made.add(null);
    var slice = new FlatConstraints(made.size(), made);
    for (int i = 0; i < counters.size(); i++) {
      if (followsOther(i)) {
        ForOp loop = followedLoop(i);
        if (loop == null || !slice.addLoop(loop)) return Optional.empty();
        continue;
      }
      if (lower.get(i) != null && !slice.addBound(Bound.LOWER, i, map(lower.get(i)))) return Optional.empty();
      if (upper.get(i) != null && !slice.addBound(Bound.UPPER, i, map(upper.get(i)))) return Optional.empty();
    }
    if (source.numDims != slice.numDims || source.numSymbols() != slice.numSymbols()) return Optional.empty();
    return Optional.of(ConstraintSubset.isSubset(source, slice));
  }

  /** Whether each counter follows one of the other nest that counts the same; empty when it is not as simple as that. */
  private Optional<Boolean> isPlainlyMaximal() {
    for (int i = 0; i < counters.size(); i++) {
      if (!followsOther(i)) return Optional.empty();
      ForOp other = followedLoop(i);
      ForOp loop = loop(i);
      if (other == null || !loop.hasConstantBounds() || !other.hasConstantBounds()) return Optional.empty();
      boolean same = loop.lowerMap().results().equals(other.lowerMap().results()) && loop.upperMap().results().equals(other.upperMap().results())
          && loop.step() == other.step();
      if (!same) return Optional.of(false);
    }
    return Optional.of(true);
  }

  /** How many iterations each loop of the slice makes; null when one of the numbers is not constant. Strides of the slice's bounds are not looked at. */
  public Map<Operation, Long> tripCounts() {
    var counts = new IdentityHashMap<Operation, Long>();
    for (int i = 0; i < counters.size(); i++) {
      ForOp loop = loop(i);
      Long count = isBounded(i) ? constantSpan(i) : unslicedTripCount(loop);
      if (count == null) return null;
      counts.put(loop, count);
    }
    return counts;
  }

  private Long constantSpan(int i) {
    AffineMap to = upper.get(i);
    AffineExpr span = AffineFlattening.simplify(to.results().getFirst().minus(lower.get(i).results().getFirst()), to.numDims(), to.numSymbols());
    return span instanceof AffineExpr.Constant(long c) ? Long.valueOf(c) : null;
  }

  private static Long unslicedTripCount(ForOp loop) {
    if (loop.hasConstantBounds()) return loop.upperMap().singleConstant() - loop.lowerMap().singleConstant();
    var count = TripCounts.constant(loop);
    return count.isPresent() ? Long.valueOf(count.getAsLong()) : null;
  }

  /** Whether the slice is one iteration. */
  public boolean isUnit() {
    Map<Operation, Long> counts = tripCounts();
    return counts != null && counts.values().stream().reduce(1L, (a, b) -> a * b) == 1;
  }
}
