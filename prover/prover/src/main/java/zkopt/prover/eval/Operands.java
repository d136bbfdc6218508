package zkopt.prover.eval;

import java.util.stream.IntStream;
import zkopt.protocol.constraint.Node;

/** The operands of nodes. */
final class Operands {
  private Operands() {}

  static IntStream of(Node node) {
    return switch (node) {
      case Node.Add(int a, int b) -> IntStream.of(a, b);
      case Node.Sub(int a, int b) -> IntStream.of(a, b);
      case Node.Mul(int a, int b) -> IntStream.of(a, b);
      default -> IntStream.empty();
    };
  }
}
