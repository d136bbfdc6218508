package zkopt.lowering.plonk;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.ElementsAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * How large a sum of a contraction can get: the largest magnitude of the type of the first factor, times the number of products or,
 * where the second factor is constant data, times the largest sum of magnitudes that one output element meets.
 */
final class ContractionBound {
  private ContractionBound() {}

  static BigInteger of(ContractOp op, ModuleOp module) {
    BigInteger factor = BigInteger.valueOf(elementType(op.lhs()).max());
    ElementsAttr data = constantData(op.rhs(), module);
    return factor.multiply(data == null
        ? BigInteger.valueOf(elementType(op.rhs()).max()).multiply(products(op.bounds(), op.reductionDims()))
        : largestSum(op, data));
  }

  static QType elementType(Value memref) {
    return (QType) ((MemRefType) memref.type()).elementType();
  }

  private static BigInteger products(long[] bounds, int[] dims) {
    return Arrays.stream(dims).mapToObj(d -> BigInteger.valueOf(bounds[d])).reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private static ElementsAttr constantData(Value memref, ModuleOp module) {
    return memref.definingOp() instanceof GetGlobalOp get && module.lookup(get.global()) instanceof GlobalOp global && global.isConstant()
        && global.initialValue() instanceof ElementsAttr data ? data : null;
  }

  /** Walks the dimensions that the data depends on, and adds up magnitudes for each combination of those that the output depends on. */
  private static BigInteger largestSum(ContractOp op, ElementsAttr data) {
    long[] bounds = op.bounds();
    int[] ofData = IntStream.range(0, bounds.length).filter(d -> uses(op.map(1), d)).toArray();
    boolean[] ofOutput = new boolean[bounds.length];
    for (int d = 0; d < bounds.length; d++) ofOutput[d] = uses(op.map(2), d);
    int[] unseen = Arrays.stream(op.reductionDims()).filter(d -> !uses(op.map(1), d)).toArray();
    long[] strides = rowMajor((MemRefType) op.rhs().type());
    Map<Long, BigInteger> sums = new HashMap<>();
    long[] at = new long[bounds.length];
    do {
      long[] index = op.map(1).evaluate(at);
      long offset = IntStream.range(0, index.length).mapToLong(i -> index[i] * strides[i]).sum();
      long key = 0;
      for (int d : ofData) {
        if (ofOutput[d]) key = key * bounds[d] + at[d];
      }
      sums.merge(key, BigInteger.valueOf(Math.abs(data.longAt(offset))), BigInteger::add);
    } while (advance(at, bounds, ofData));
    return sums.values().stream().max(BigInteger::compareTo).orElseThrow().multiply(products(bounds, unseen));
  }

  private static boolean uses(AffineMap map, int d) {
    return map.results().stream().map((AffineExpr e) -> e.linearCoefficients(map.numDims())).anyMatch(c -> c[d] != 0);
  }

  private static long[] rowMajor(MemRefType type) {
    long[] strides = LongStream.generate(() -> 1).limit(type.rank()).toArray();
    for (int i = type.rank() - 2; i >= 0; i--) strides[i] = strides[i + 1] * type.dim(i + 1);
    return strides;
  }

  private static boolean advance(long[] at, long[] bounds, int[] dims) {
    for (int i = dims.length - 1; i >= 0; i--) {
      if (++at[dims[i]] < bounds[dims[i]]) return true;
      at[dims[i]] = 0;
    }
    return false;
  }
}
