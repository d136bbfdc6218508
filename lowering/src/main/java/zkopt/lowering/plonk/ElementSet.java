package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * The elements that a linear map reaches over a box, when they are the product of one arithmetic progression per subscript, and each
 * is reached once for each value of the dimensions that the map uses. Comparable, so that "fills exactly what is accumulated" is
 * equality.
 */
record ElementSet(List<Progression> subscripts) {
  /** start, start + stride, ..., {@code count} of them. */
  record Progression(long start, long stride, long count) {}

  private record Term(long stride, long count) {}

  /** The set; null when it has another form or some element may be reached twice. */
  static ElementSet of(AffineMap map, long[] extents) {
    boolean[] used = new boolean[extents.length];
    var subscripts = new ArrayList<Progression>();
    for (AffineExpr e : map.results()) {
      long[] coefficients = e.linearCoefficients(extents.length);
      long start = coefficients[extents.length];
      var terms = new ArrayList<Term>();
      for (int d = 0; d < extents.length; d++) {
        if (coefficients[d] == 0 || extents[d] == 1) continue;
        if (used[d]) return null;
        used[d] = true;
        if (coefficients[d] < 0) start += coefficients[d] * (extents[d] - 1);
        terms.add(new Term(Math.abs(coefficients[d]), extents[d]));
      }
      var progression = progression(start, terms);
      if (progression == null) return null;
      subscripts.add(progression);
    }
    return new ElementSet(subscripts);
  }

  /** Digits of a mixed radix number: each stride is the one below times its count. */
  private static Progression progression(long start, List<Term> terms) {
    if (terms.isEmpty()) return new Progression(start, 1, 1);
    terms.sort(Comparator.comparingLong(Term::stride));
    long stride = terms.getFirst().stride;
    long count = 1;
    for (Term term : terms) {
      if (term.stride != stride * count) return null;
      count *= term.count;
    }
    return new Progression(start, stride, count);
  }
}
