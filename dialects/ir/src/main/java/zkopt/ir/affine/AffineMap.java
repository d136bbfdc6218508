package zkopt.ir.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** {@code (d0, d1)[s0] -> (d0 + s0, d1 * 2)}: affine functions of dimensions and symbols. */
public record AffineMap(int numDims, int numSymbols, List<AffineExpr> results) {
  public AffineMap {
    results = List.copyOf(results);
  }

  public static AffineMap identity(int rank) {
    return new AffineMap(rank, 0, IntStream.range(0, rank).mapToObj(AffineExpr::dim).toList());
  }

  public static AffineMap constant(long value) {
    return new AffineMap(0, 0, List.of(AffineExpr.constant(value)));
  }

  public static AffineMap of(int numDims, AffineExpr... results) {
    return new AffineMap(numDims, 0, List.of(results));
  }

  public int numInputs() {
    return numDims + numSymbols;
  }

  public boolean isIdentity() {
    return numSymbols == 0 && equals(identity(numDims));
  }

  /** Whether this is one result that is a constant. */
  public boolean isSingleConstant() {
    return results.size() == 1 && results.getFirst() instanceof AffineExpr.Constant;
  }

  /** @throws ClassCastException unless {@link #isSingleConstant} */
  public long singleConstant() {
    return ((AffineExpr.Constant) results.getFirst()).value();
  }

  /** All results; {@code operands} are the dimensions, then the symbols. */
  public long[] evaluate(long... operands) {
    if (operands.length != numInputs()) throw new IllegalArgumentException(operands.length + " operands for " + this);
    long[] dims = java.util.Arrays.copyOf(operands, numDims);
    long[] symbols = java.util.Arrays.copyOfRange(operands, numDims, operands.length);
    return results.stream().mapToLong(e -> e.evaluate(dims, symbols)).toArray();
  }

  /** {@code this(inner(x))}: the results of {@code inner} are this map's dimensions; symbols are concatenated, this map's first. */
  public AffineMap compose(AffineMap inner) {
    var symbols = new ArrayList<AffineExpr>();
    for (int i = 0; i < numSymbols; i++) symbols.add(AffineExpr.symbol(i));
    var innerSymbols = new ArrayList<AffineExpr>();
    for (int i = 0; i < inner.numSymbols; i++) innerSymbols.add(AffineExpr.symbol(numSymbols + i));
    var innerDims = IntStream.range(0, inner.numDims).mapToObj(AffineExpr::dim).toList();
    var dims = inner.results.stream().map(e -> e.replace(innerDims, innerSymbols)).toList();
    return new AffineMap(inner.numDims, numSymbols + inner.numSymbols, results.stream().map(e -> e.replace(dims, symbols)).toList());
  }

  @Override
  public String toString() {
    return AffinePrinter.signature(numDims, numSymbols) + " -> " + AffinePrinter.results(results);
  }
}
