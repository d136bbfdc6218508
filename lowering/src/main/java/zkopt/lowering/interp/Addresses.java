package zkopt.lowering.interp;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.MemRefType;
import zkopt.ir.ShapedType;
import zkopt.ir.StridedLayoutAttr;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** Compiles affine expressions and subscripts. {@code slots} tells where the dimensions, then the symbols, of a map stand. */
final class Addresses {
  private Addresses() {}

  /** The place of an element in the buffer of a memref with a static layout, or null when the layout is not static. */
  static Address element(MemRefType type, AffineMap subscripts, int[] slots) {
    long[] layout = layout(type);
    if (layout == null) return null;
    AffineExpr linear = AffineExpr.constant(layout[type.rank()]);
    for (int i = 0; i < type.rank(); i++) linear = linear.plus(subscripts.results().get(i).times(layout[i]));
    return compile(linear, subscripts.numDims(), slots);
  }

  /** The strides and, last, the offset, in elements; null when they are not static. */
  static long[] layout(MemRefType type) {
    long[] layout = new long[type.rank() + 1];
    if (type.layout() instanceof StridedLayoutAttr(List<Long> strides, long offset)) {
      for (int i = 0; i < type.rank(); i++) layout[i] = strides.get(i);
      layout[type.rank()] = offset;
      return IntStream.range(0, layout.length).anyMatch(i -> layout[i] == ShapedType.DYNAMIC) ? null : layout;
    }
    if (type.layout() != null || !type.hasStaticShape()) return null;
    long stride = 1;
    for (int i = type.rank() - 1; i >= 0; i--) {
      layout[i] = stride;
      stride *= type.dim(i);
    }
    return layout;
  }

  static Address compile(AffineExpr expr, int numDims, int[] slots) {
    var asDims = expr.replace(
        IntStream.range(0, numDims).mapToObj(AffineExpr::dim).toList(),
        IntStream.range(numDims, slots.length).mapToObj(AffineExpr::dim).toList());
    long[] linear = asDims.linearCoefficients(slots.length);
    return linear == null ? general(asDims, slots) : linear(linear, slots);
  }

  private static Address linear(long[] coefficients, int[] slots) {
    int[] used = IntStream.range(0, slots.length).filter(i -> coefficients[i] != 0).toArray();
    long constant = coefficients[slots.length];
    long[] factor = IntStream.of(used).mapToLong(i -> coefficients[i]).toArray();
    int[] slot = IntStream.of(used).map(i -> slots[i]).toArray();
    return switch (used.length) {
      case 0 -> _ -> constant;
      case 1 -> {
        int slot0 = slot[0];
        long factor0 = factor[0];
        yield words -> constant + factor0 * words[slot0];
      }
      default -> words -> {
        long sum = constant;
        for (int i = 0; i < slot.length; i++) sum += factor[i] * words[slot[i]];
        return sum;
      };
    };
  }

  private static Address general(AffineExpr expr, int[] slots) {
    return switch (expr) {
      case AffineExpr.Dim(int i) -> {
        int slot = slots[i];
        yield words -> words[slot];
      }
      case AffineExpr.Symbol s -> throw new IllegalStateException("symbol " + s.position() + " was not replaced");
      case AffineExpr.Constant(long c) -> _ -> c;
      case AffineExpr.Add(var a, var b) -> {
        Address x = general(a, slots);
        Address y = general(b, slots);
        yield words -> x.of(words) + y.of(words);
      }
      case AffineExpr.Mul(var a, var b) -> {
        Address x = general(a, slots);
        Address y = general(b, slots);
        yield words -> x.of(words) * y.of(words);
      }
      case AffineExpr.FloorDiv(var a, var b) -> {
        Address x = general(a, slots);
        Address y = general(b, slots);
        yield words -> Math.floorDiv(x.of(words), y.of(words));
      }
      case AffineExpr.CeilDiv(var a, var b) -> {
        Address x = general(a, slots);
        Address y = general(b, slots);
        yield words -> Math.ceilDiv(x.of(words), y.of(words));
      }
      case AffineExpr.Mod(var a, var b) -> {
        Address x = general(a, slots);
        Address y = general(b, slots);
        yield words -> Math.floorMod(x.of(words), y.of(words));
      }
    };
  }
}
