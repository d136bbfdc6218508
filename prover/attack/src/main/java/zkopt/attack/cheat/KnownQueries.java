package zkopt.attack.cheat;

import java.util.Arrays;
import zkopt.attack.Forgery;
import zkopt.attack.Lie;
import zkopt.attack.NotApplicableException;
import zkopt.attack.Replay;
import zkopt.attack.Target;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.ExtColumn;
import zkopt.protocol.Proof;
import zkopt.protocol.Transcript;

/**
 * Where the queries do not depend on the final polynomial, it is the one through the queried values of a codeword of no low degree; that
 * needs no more queries than it has coefficients, so the first ones are served. [Plonky3 PR 398]
 */
record KnownQueries(Target target) {
  Forgery forge() throws NotApplicableException {
    Lie lie = Lies.any(target);
    Proof first = new BentCodeword(target, lie, KnownQueries::transcript).prove(target, lie.assignment());
    int[] queries = Replay.of(target.key(), lie.assignment().instance(), first, transcript()).queries();
    return new BentCodeword(target, lie, KnownQueries::transcript) {
      @Override
      public Ext3[] finalPolynomial(long[][] codeword, long shift, Ext3[] coefficients) {
        return throughQueriedValues(queries, codeword, shift, coefficients.length);
      }
    }.forge(target, lie.assignment());
  }

  private static Ext3[] throughQueriedValues(int[] queries, long[][] codeword, long shift, int length) {
    int size = codeword[0].length;
    long root = Goldilocks.rootOfUnity(Integer.numberOfTrailingZeros(size));
    int[] positions = Arrays.stream(queries).map(q -> q & size - 1).distinct().limit(length).toArray();
    long[] points = Arrays.stream(positions).mapToLong(i -> Goldilocks.mul(shift, Goldilocks.pow(root, i))).toArray();
    Ext3[] values = Arrays.stream(positions).mapToObj(i -> ExtColumn.get(codeword, i)).toArray(Ext3[]::new);
    return interpolate(points, values, length);
  }

  private static Transcript transcript() {
    return MistakenTranscript.forgetting("final polynomial");
  }

  /** Newton's interpolation, the polynomial's coefficients filled up with zeros to {@code length}. */
  private static Ext3[] interpolate(long[] points, Ext3[] values, int length) {
    Ext3[] polynomial = new Ext3[length];
    Arrays.fill(polynomial, Ext3.ZERO);
    long[] product = new long[length + 1]; // of (X - x) over the points so far
    product[0] = 1;
    for (int i = 0; i < points.length; i++) {
      Ext3 here = Ext3.ZERO;
      long productHere = 0;
      for (int k = length - 1; k >= 0; k--) {
        here = here.mulBase(points[i]).add(polynomial[k]);
        productHere = Goldilocks.add(Goldilocks.mul(productHere, points[i]), product[k]);
      }
      Ext3 factor = values[i].sub(here).mulBase(Goldilocks.inverse(productHere));
      for (int k = 0; k < length; k++) {
        polynomial[k] = polynomial[k].add(factor.mulBase(product[k]));
      }
      for (int k = length; k >= 0; k--) {
        long lower = k == 0 ? 0 : product[k - 1];
        product[k] = Goldilocks.sub(lower, Goldilocks.mul(points[i], product[k]));
      }
    }
    return polynomial;
  }
}
