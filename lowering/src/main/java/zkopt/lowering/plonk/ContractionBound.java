package zkopt.lowering.plonk;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.ElementsAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.Value;
import zkopt.lowering.plonk.gates.GateBuilder;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * How large a sum of a contraction can get: the largest magnitude of the type of the first factor, times the number of products or,
 * where the second factor is constant data, times the largest sum of magnitudes that one output element meets.
 */
final class ContractionBound {
  private ContractionBound() {}

  static BigInteger of(ContractOp op, ModuleOp module) {
    BigInteger factor = GateBuilder.bound(elementType(op.lhs()));
    ElementsAttr data = constantData(op.rhs(), module);
    return factor.multiply(data == null
        ? GateBuilder.bound(elementType(op.rhs())).multiply(products(op.bounds(), op.reductionDims()))
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

  /** Adds up the magnitudes of the data for each combination of the dimensions that the output depends on. */
  private static BigInteger largestSum(ContractOp op, ElementsAttr data) {
    if (data.isSplat()) return BigInteger.valueOf(data.longAt(0)).abs().multiply(products(op.bounds(), op.reductionDims()));
    int[] unseen = Arrays.stream(op.reductionDims()).filter(d -> !uses(op.map(1), d)).toArray();
    return new Magnitudes(op, data).largest().multiply(products(op.bounds(), unseen));
  }

  /** Sums of magnitudes, in two halves that no number of elements makes overflow. */
  private static final class Magnitudes {
    private final ElementsAttr data;
    private final int[] count;
    private final long[] stride;
    private final int[] keyStride;
    private final long[] low;
    private final long[] high;

    Magnitudes(ContractOp op, ElementsAttr data) {
      this.data = data;
      AffineMap map = op.map(1);
      int[] dims = IntStream.range(0, op.bounds().length).filter(d -> uses(map, d)).toArray();
      long[] place = place((MemRefType) op.rhs().type(), map);
      count = Arrays.stream(dims).map(d -> Math.toIntExact(op.bounds()[d])).toArray();
      stride = Arrays.stream(dims).mapToLong(d -> place[d]).toArray();
      keyStride = new int[dims.length];
      int keys = 1;
      for (int i = 0; i < dims.length; i++) {
        if (!uses(op.map(2), dims[i])) continue;
        keyStride[i] = keys;
        keys = Math.multiplyExact(keys, count[i]);
      }
      low = new long[keys];
      high = new long[keys];
      add(0, place[map.numDims()], 0);
    }

    private void add(int depth, long place, int key) {
      if (depth == count.length) {
        long magnitude = Math.abs(data.longAt(place));
        low[key] += magnitude & 0xffffffffL;
        high[key] += magnitude >>> Integer.SIZE;
        return;
      }
      for (int i = 0; i < count[depth]; i++) add(depth + 1, place + stride[depth] * i, key + keyStride[depth] * i);
    }

    BigInteger largest() {
      return IntStream.range(0, low.length).mapToObj(i -> BigInteger.valueOf(high[i]).shiftLeft(Integer.SIZE).add(BigInteger.valueOf(low[i])))
          .max(BigInteger::compareTo).orElseThrow();
    }
  }

  private static boolean uses(AffineMap map, int d) {
    return map.results().stream().map((AffineExpr e) -> e.linearCoefficients(map.numDims())).anyMatch(c -> c[d] != 0);
  }

  /** The linear coefficients of an element's place in the data, row-major; constant last. */
  private static long[] place(MemRefType type, AffineMap map) {
    AffineExpr place = AffineExpr.constant(0);
    for (int i = 0; i < type.rank(); i++) place = place.times(type.dim(i)).plus(map.results().get(i));
    return place.linearCoefficients(map.numDims());
  }
}
