package zkopt.kernel;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.ULT;
import static jdk.incubator.vector.VectorOperators.UMIN;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;
import zkopt.field.Goldilocks;

/**
 * Field arithmetic on vectors of canonical elements, without branches; the same steps as in {@link Goldilocks}. Bodies are
 * small so that the compiler keeps vectors in registers.
 */
final class LongLanes {
  static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  private static final LongVector MODULUS = LongVector.broadcast(SPECIES, Goldilocks.MODULUS);
  private static final LongVector LOW = LongVector.broadcast(SPECIES, Goldilocks.EPSILON);

  private LongLanes() {}

  static LongVector load(long[] a, int at) {
    return LongVector.fromArray(SPECIES, a, at);
  }

  static LongVector broadcast(long a) {
    return LongVector.broadcast(SPECIES, a);
  }

  static LongVector add(LongVector a, LongVector b) {
    return sub(a, MODULUS.sub(b));
  }

  /** a - b; b may also be p. */
  static LongVector sub(LongVector a, LongVector b) {
    return a.sub(b).add(MODULUS, a.compare(ULT, b));
  }

  /** p - a, which is p where a is 0. */
  static LongVector complement(LongVector a) {
    return MODULUS.sub(a);
  }

  /** The product of four 32-bit by 32-bit ones: operands masked or shifted so that each is one machine instruction. */
  static LongVector mul(LongVector a, LongVector b) {
    LongVector aHigh = a.lanewise(LSHR, 32);
    LongVector bHigh = b.lanewise(LSHR, 32);
    LongVector aLow = a.and(LOW);
    LongVector bLow = b.and(LOW);
    LongVector low = aLow.mul(bLow);
    LongVector middle = aHigh.mul(bLow).add(low.lanewise(LSHR, 32));
    LongVector other = aLow.mul(bHigh).add(middle.and(LOW));
    LongVector high = aHigh.mul(bHigh).add(middle.lanewise(LSHR, 32)).add(other.lanewise(LSHR, 32));
    return reduce(high, other.lanewise(LSHL, 32).or(low.and(LOW)));
  }

  private static LongVector reduce(LongVector high, LongVector low) {
    LongVector top = high.lanewise(LSHR, 32);
    LongVector t = low.sub(top).add(MODULUS, low.compare(ULT, top));
    LongVector s = high.and(LOW).mul(LOW);
    LongVector r = t.add(s);
    return canonical(r.add(LOW, r.compare(ULT, s)));
  }

  /** Subtracting p from what is below it wraps to something larger. */
  private static LongVector canonical(LongVector r) {
    return r.lanewise(UMIN, r.sub(MODULUS));
  }
}
