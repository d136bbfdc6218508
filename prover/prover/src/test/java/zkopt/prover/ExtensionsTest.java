package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.protocol.ProofShape;
import zkopt.protocol.argument.Relation;

class ExtensionsTest {
  private static final ProofParameters PARAMETERS = ProofParameters.of(Profile.FAST, 100);

  private static ProofShape shape(int logRows) {
    var system = WideCircuit.of(9, PARAMETERS, 1).circuit.system();
    return new ProofShape(new Relation(system, PARAMETERS.degreeBound(), PARAMETERS.argumentDegree()), logRows, PARAMETERS);
  }

  @Test
  void moreMemoryKeepsMore() {
    ProofShape shape = shape(20);
    int before = 0;
    for (long memory = 1 << 28; memory < 1L << 34; memory += 1 << 28) {
      int kept = Extensions.fitting(shape, memory).kept();
      assertTrue(kept >= before, "%d of %d bytes".formatted(kept, memory));
      before = kept;
    }
    assertEquals(4, before);
    assertEquals(0, Extensions.fitting(shape, 1 << 28).kept());
  }

  /** In multiples of all columns on the rows: all four cosets and half as much again, or less than the four. */
  @Test
  void whatIsKeptFitsTheMemory() {
    for (int logRows = 20; logRows <= 22; logRows++) {
      ProofShape shape = shape(logRows);
      long rows = 8 * ProofShape.COMMITTED.stream().mapToLong(shape::width).sum() << logRows;
      assertEquals(4, Extensions.fitting(shape, 13 * rows / 2).kept());
      assertTrue(Extensions.fitting(shape, 4 * rows).kept() < 3, "2^%d rows".formatted(logRows));
    }
  }
}
