package zkopt.prover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import zkopt.circuit.Column;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;

/** The mock prover accepts a good assignment, and names what is wrong with a bad one. */
class MockProverTest {
  private final ToyCircuit toy = ToyCircuit.of(9, 100, ProofParameters.of(Profile.BALANCED, 100), 1);

  private List<Violation> withCell(Column column, int row, long value) {
    toy.assignment.witness()[column.index()][row] = value;
    return MockProver.check(toy.circuit, toy.assignment);
  }

  @Test
  void goodAssignmentHasNoViolations() {
    assertEquals(List.of(), MockProver.check(toy.circuit, toy.assignment));
  }

  @Test
  void gateIsNamedWithRowCellsAndNode() {
    List<Violation> violations = withCell(ToyCircuit.B, 7, 5000);
    assertEquals(1, violations.size());
    Violation v = violations.getFirst();
    assertEquals("product", v.constraint());
    assertEquals("mul", v.gate());
    assertEquals(7, v.row());
    assertEquals("node_mul", v.node());
    assertTrue(v.cells().contains(new Violation.CellValue("witness[1] at row 7", "5000")), v.toString());
  }

  @Test
  void copyIsNamed() {
    toy.assignment.instance()[0][0] ^= 1;
    List<Violation> violations = MockProver.check(toy.circuit, toy.assignment);
    assertEquals("copy", violations.getFirst().gate());
    assertEquals(99, violations.getFirst().row());
  }

  @Test
  void lookupIsNamed() {
    List<Violation> violations = withCell(ToyCircuit.BYTE, 200, 256);
    assertEquals(1, violations.size());
    assertEquals("byte", violations.getFirst().gate());
    assertEquals("[1, 256]", violations.getFirst().cells().getFirst().value());
  }

  @Test
  void contractionIsNamed() {
    List<Violation> violations = withCell(ToyCircuit.AGAIN, 3, 1);
    assertEquals(1, violations.size());
    assertEquals("reverse", violations.getFirst().gate());
    assertFalse(violations.getFirst().cells().isEmpty());
  }

  @Test
  void fixedCellsOnBlindingRowsAreNamed() {
    toy.circuit.fixed()[0][toy.circuit.usableRows()] = 1;
    assertFalse(MockProver.check(toy.circuit, toy.assignment).isEmpty());
  }
}
