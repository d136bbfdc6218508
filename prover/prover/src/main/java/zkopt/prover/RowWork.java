package zkopt.prover;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zkopt.protocol.argument.Fraction;
import zkopt.protocol.argument.Relation;
import zkopt.prover.eval.BlockProgram;

/**
 * What a prover computes in each row, as far as it depends on the constraints.
 *
 * @param lookups tuples that are looked up
 * @param tables tuples that may be found
 * @param phase2 products of field elements for the columns of phase 2
 * @param inverses extension elements that are inverted
 * @param running running sums and products: one row after the other
 * @param quotient products of field elements for the quotient, on all its cosets
 * @param remainders cosets that the parts of the quotient are evaluated on
 */
public record RowWork(double lookups, double tables, double phase2, double inverses, double running, double quotient, double remainders) {
  /** What the prover's programs do. */
  static RowWork of(Relation relation) {
    List<Fraction> chunks = relation.permutation().chunks();
    List<Fraction> batches = relation.lookups().batches();
    int accumulators = relation.accumulators().rules().size();
    int running = accumulators + (chunks.isEmpty() ? 0 : 1) + (batches.isEmpty() ? 0 : 1);
    return new RowWork(relation.lookups().inputs().size(), batches.isEmpty() ? 0 : relation.lookups().tables().size(),
        phase2(relation), chunks.size() + batches.size(), running, quotient(relation), relation.parts().stream().mapToInt(p -> p.degree() - 1).sum());
  }

  private static double phase2(Relation relation) {
    IntStream sums = relation.accumulators().rules().stream().flatMapToInt(r -> IntStream.of(r.multiplier(), r.addend()));
    IntStream fractions = Stream.concat(relation.permutation().chunks().stream(), relation.lookups().batches().stream())
        .flatMapToInt(f -> IntStream.of(f.numerator(), f.denominator()));
    return new BlockProgram(relation.graph(), IntStream.concat(sums, fractions).toArray()).products();
  }

  /** A part of degree d is evaluated on the first d - 1 cosets. */
  private static double quotient(Relation relation) {
    List<Relation.Part> parts = relation.parts();
    double products = 0;
    int coset = 0;
    for (int first = 0; first < parts.size(); first++) {
      int next = parts.get(first).degree() - 1;
      int[] nodes = parts.subList(first, parts.size()).stream().mapToInt(Relation.Part::node).toArray();
      products += (double) (next - coset) * new BlockProgram(relation.graph(), nodes).products();
      coset = next;
    }
    return products;
  }
}
