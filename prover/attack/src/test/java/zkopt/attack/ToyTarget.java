package zkopt.attack;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import zkopt.circuit.Assignment;
import zkopt.circuit.Column;
import zkopt.field.Goldilocks;
import zkopt.protocol.ProofParameters;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.ToyCircuit;

/** The circuit made by hand, with one of everything, as a target. */
final class ToyTarget {
  /** Few queries, so that proofs are short and much can be tried; no more than the final polynomial has coefficients. */
  static final ProofParameters PARAMETERS = new ProofParameters(24, 3, 8, 14, 4);
  private static final int GATES = 100;
  private static final long SEED = 20261121;

  private ToyTarget() {}

  static Target make() {
    ToyCircuit toy = ToyCircuit.of(9, GATES, PARAMETERS, 3);
    ProvingKey key = Setup.run(toy.circuit, toy.assignment.weights(), PARAMETERS, Target.seedBytes(SEED));
    return Target.of(toy.circuit, toy.assignment.weights(), key, toy.assignment, otherBytes(toy.assignment), lies(toy), SEED);
  }

  /** The bytes that are looked up are free. */
  private static Assignment otherBytes(Assignment assignment) {
    return changed(assignment, a -> Arrays.fill(column(a, ToyCircuit.BYTE), 0, 50, 200));
  }

  private static List<Lie> lies(ToyCircuit toy) {
    return List.of(
        lie(toy, "wrong product", "row 50", a -> column(a, ToyCircuit.B)[50]++),
        lie(toy, "other weights than committed", "row 10", a -> column(a, ToyCircuit.Y)[10]++),
        lie(toy, "wrong contraction", "row 20", a -> column(a, ToyCircuit.AGAIN)[20] = 12345),
        lie(toy, "broken copy", "row 61", ToyTarget::breakCopy),
        lie(toy, "wrong public value", "value 0", a -> a.instance()[0][0] ^= 1),
        lie(toy, "out-of-table lookup", "row 5", a -> column(a, ToyCircuit.BYTE)[5] = 256));
  }

  private static Lie lie(ToyCircuit toy, String kind, String what, Consumer<Assignment> change) {
    return Lie.of(toy.circuit, kind, what, changed(toy.assignment, change));
  }

  /** Row 61 starts from another value than row 60 ended with, and all in the row is consistent. */
  private static void breakCopy(Assignment a) {
    column(a, ToyCircuit.A)[61] = 17;
    column(a, ToyCircuit.C)[61] = Goldilocks.mul(17, column(a, ToyCircuit.B)[61]);
    column(a, ToyCircuit.Y)[61] = Goldilocks.add(Goldilocks.mul(a.weights()[0][61], 17), column(a, ToyCircuit.C)[61]);
    column(a, ToyCircuit.AGAIN)[GATES - 1 - 61] = 17;
  }

  private static long[] column(Assignment a, Column column) {
    return a.witness()[column.index()];
  }

  private static Assignment changed(Assignment honest, Consumer<Assignment> change) {
    Assignment copy = new Assignment(honest.weights(), copy(honest.witness()), copy(honest.instance()));
    change.accept(copy);
    return copy;
  }

  private static long[][] copy(long[][] columns) {
    return Arrays.stream(columns).map(long[]::clone).toArray(long[][]::new);
  }
}
