package zkopt.kernel;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.UGE;
import static jdk.incubator.vector.VectorOperators.ULT;
import static jdk.incubator.vector.VectorOperators.UMIN;
import static zkopt.field.Goldilocks.EPSILON;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import zkopt.field.Goldilocks;

/**
 * Field arithmetic on vectors of canonical elements, without branches. Modulo 2^64 subtracting p is adding
 * {@link Goldilocks#EPSILON}. A product is one machine instruction where C2 sees both operands masked by a constant or shifted by
 * 32; a mask held in a vector hides that, and the product costs three. Methods call nothing but the API, and each is a constant
 * handle too, which C2 inlines however large its caller has become.
 */
final class LongLanes {
  static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  static final MethodHandle ADD = handle("add", 2);
  static final MethodHandle SUB = handle("sub", 2);
  static final MethodHandle MUL = handle("mul", 2);
  static final MethodHandle MUL_SCALED = handle("mulScaled", 2);
  static final MethodHandle SHIFT24 = handle("shift24", 1);
  static final MethodHandle SHIFT48 = handle("shift48", 1);
  static final MethodHandle SHIFT72 = handle("shift72", 1);

  private LongLanes() {}

  private static MethodHandle handle(String name, int operands) {
    try {
      MethodType type = MethodType.methodType(LongVector.class, Collections.nCopies(operands, LongVector.class));
      return MethodHandles.lookup().findStatic(LongLanes.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What to throw for what a handle threw: its type says nothing, but the methods throw nothing that is checked. */
  static RuntimeException unchecked(Throwable e) {
    return switch (e) {
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      default -> throw new AssertionError(e);
    };
  }

  static LongVector load(long[] a, int at) {
    return LongVector.fromArray(SPECIES, a, at);
  }

  static LongVector broadcast(long a) {
    return LongVector.broadcast(SPECIES, a);
  }

  /** a + b. A sum that wraps is less than a, and is canonical once p is subtracted; another is the lesser of it and it less p. */
  static LongVector add(LongVector a, LongVector b) {
    LongVector sum = a.add(b);
    return sum.add(EPSILON).lanewise(UMIN, sum, sum.compare(UGE, a));
  }

  /** a - b; b may also be p. */
  static LongVector sub(LongVector a, LongVector b) {
    return a.sub(b).sub(EPSILON, a.compare(ULT, b));
  }

  /** a b: four products of halves, then 2^64 = 2^32 - 1 and 2^96 = -1. */
  static LongVector mul(LongVector a, LongVector b) {
    LongVector aHigh = a.lanewise(LSHR, 32);
    LongVector bHigh = b.lanewise(LSHR, 32);
    LongVector aLow = a.and(EPSILON);
    LongVector bLow = b.and(EPSILON);
    LongVector lows = aLow.mul(bLow);
    LongVector cross = aLow.mul(bHigh);
    LongVector middle = aHigh.mul(bLow).add(lows.lanewise(LSHR, 32)).add(cross);
    LongVector high = aHigh.mul(bHigh).add(middle.lanewise(LSHR, 32)).add(1L << 32, middle.compare(ULT, cross));
    LongVector low = middle.lanewise(LSHL, 32).or(lows.and(EPSILON));
    LongVector top = high.lanewise(LSHR, 32);
    LongVector next = high.and(EPSILON);
    LongVector rest = low.sub(top).sub(EPSILON, low.compare(ULT, top));
    LongVector sum = next.lanewise(LSHL, 32).sub(next).add(rest);
    return sum.add(EPSILON).lanewise(UMIN, sum, sum.compare(UGE, rest));
  }

  /**
   * a w / 2^64 for canonical w and any 64-bit a: Montgomery's product, cheaper than {@link #mul}, for factors {@link #scaled}
   * before. As p is 1 modulo 2^32, a digit d in the lowest place is removed by subtracting d p: it moves one place up, and is
   * subtracted two places up.
   */
  static LongVector mulScaled(LongVector a, LongVector w) {
    LongVector aHigh = a.lanewise(LSHR, 32);
    LongVector wHigh = w.lanewise(LSHR, 32);
    LongVector aLow = a.and(EPSILON);
    LongVector wLow = w.and(EPSILON);
    LongVector lows = aLow.mul(wLow);
    LongVector cross = aLow.mul(wHigh);
    LongVector digit0 = lows.and(EPSILON);
    LongVector middle = aHigh.mul(wLow).add(lows.lanewise(LSHR, 32)).add(digit0).add(cross);
    LongVector high = aHigh.mul(wHigh).add(middle.lanewise(LSHR, 32)).add(1L << 32, middle.compare(ULT, cross));
    LongVector digit1 = middle.and(EPSILON);
    LongVector removed = middle.lanewise(LSHL, 32).sub(digit1).add(digit0);
    return high.sub(removed).sub(EPSILON, high.compare(ULT, removed));
  }

  /** w 2^64, by which {@link #mulScaled} multiplies as by w. */
  static long scaled(long w) {
    return Goldilocks.mul(w, EPSILON);
  }

  /** a 2^48, a fourth root of unity times a. */
  static LongVector shift48(LongVector a) {
    LongVector low = a.lanewise(LSHL, 48);
    LongVector top = a.lanewise(LSHR, 48);
    LongVector next = a.lanewise(LSHR, 16).and(EPSILON);
    LongVector rest = low.sub(top).sub(EPSILON, low.compare(ULT, top));
    LongVector sum = next.lanewise(LSHL, 32).sub(next).add(rest);
    return sum.add(EPSILON).lanewise(UMIN, sum, sum.compare(UGE, rest));
  }

  /** a 2^24, minus an eighth root of unity times a. */
  static LongVector shift24(LongVector a) {
    LongVector top = a.lanewise(LSHR, 40);
    LongVector carried = top.lanewise(LSHL, 32).sub(top);
    LongVector sum = a.lanewise(LSHL, 24).add(carried);
    return sum.add(EPSILON).lanewise(UMIN, sum, sum.compare(UGE, carried));
  }

  /** a 2^72, which is -a / 2^24: with d the lowest 24 bits of a, {@code a - d p} is divisible. */
  static LongVector shift72(LongVector a) {
    LongVector digit = a.lanewise(LSHL, 40);
    LongVector removed = digit.sub(digit.lanewise(LSHR, 32));
    LongVector rest = a.lanewise(LSHR, 24);
    return removed.sub(rest).sub(EPSILON, removed.compare(ULT, rest));
  }
}
