package zkopt.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.circuit.Column;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.prover.check.MockProver;
import zkopt.prover.check.Violation;

/** What a cheating prover might put into the table of a laid-out model, cell by cell: the mock prover names what is broken. */
class TableSoundnessTest {
  private static final Path DENSE = Path.of("../assigner/layout/src/test/mlir/dense.mlir");

  private static final Path SQUARES = DENSE.resolveSibling("squares.mlir");

  private Circuit circuit;
  private Assignment assignment;

  @BeforeEach
  void layOutAndAssign() throws IOException {
    LaidOutModel model = layOut(Files.readString(DENSE));
    circuit = model.circuit();
    assignment = model.run(new long[][] {{20, -35, 90, 4, -100, 77, 0, 31}}).assignment();
  }

  /** The dense layer on {@code rows} inputs: other numbers of rows give other shapes of the table, and ragged lines of sums. */
  @ParameterizedTest
  @ValueSource(ints = {1, 5, 37, 101, 400})
  void theHonestTableHoldsForAnyNumberOfRows(int rows) throws IOException {
    String text = Files.readString(DENSE).replace("memref<2x", "memref<" + rows + "x").replace("= 0 to 2 ", "= 0 to " + rows + " ")
        .replace("array<i64: 2,", "array<i64: " + rows + ",");
    LaidOutModel model = layOut(text);
    long[] input = new Random(rows).longs(4L * rows, -50, 50).toArray();
    assertEquals(List.of(), MockProver.check(model.circuit(), model.run(new long[][] {input}).assignment()));
  }

  private static LaidOutModel layOut(String text) {
    return Layout.of(Parser.parse(IRContext.withAllDialects(), "dense.mlir", text), LayoutOptions.of(8));
  }

  private List<Violation> violationsWith(long[] column, int row, long value) {
    long honest = column[row];
    column[row] = value;
    try {
      return MockProver.check(circuit, assignment);
    } finally {
      column[row] = honest;
    }
  }

  @Test
  void theHonestTableHolds() {
    assertEquals(List.of(), MockProver.check(circuit, assignment));
  }

  @Test
  void everyCopiedCellIsBound() {
    for (int i = 0; i < circuit.copies().size(); i++) {
      for (long cell : new long[] {circuit.copies().a(i), circuit.copies().b(i)}) {
        Column column = circuit.system().wired().get((int) (cell / circuit.rows()));
        int row = (int) (cell % circuit.rows());
        if (column.kind() != Column.Kind.WITNESS) continue;
        long[] values = assignment.witness()[column.index()];
        assertFalse(violationsWith(values, row, values[row] == 0 ? 1 : values[row] - 1).isEmpty(), column + " row " + row);
      }
    }
  }

  @Test
  void everyPublicValueIsBound() {
    long[] values = assignment.instance()[0];
    for (int row = 0; row < values.length; row++) assertFalse(violationsWith(values, row, values[row] + 1).isEmpty());
  }

  @Test
  void aSumThatIsOffByAMultipleOfTheRoundingIsFound() {
    // q + 1 with the same remainder: every cell of the gate agrees but the contraction does not
    var relu = circuit.regions().stream().filter(r -> r.gate().equals("relu")).findFirst().orElseThrow();
    int wired = (int) circuit.system().wired().stream().filter(c -> c.kind() == Column.Kind.WITNESS).count();
    long[] lowestLimb = assignment.witness()[wired];
    int row = relu.firstRow();
    var violations = violationsWith(lowestLimb, row, (lowestLimb[row] + 1) % 16);
    assertTrue(violations.stream().anyMatch(v -> v.toString().contains("the products add up to the sums")), violations.toString());
  }

  @Test
  void aLimbOutOfRangeIsFoundOnEveryRow() {
    int wired = (int) circuit.system().wired().stream().filter(c -> c.kind() == Column.Kind.WITNESS).count();
    for (int row = 0; row < circuit.usableRows(); row++) {
      assertFalse(violationsWith(assignment.witness()[wired], row, 16).isEmpty(), "row " + row);
    }
  }

  @Test
  void aLimbCellIsBoundByItsOtherLookupsToo() throws IOException {
    LaidOutModel model = layOut(Files.readString(SQUARES));
    for (long x = 0; x < 16; x++) {
      var violations = MockProver.check(model.circuit(), model.run(new long[][] {{x}}).assignment());
      assertEquals(x == 0 || x == 1 || x == 4 || x == 9, violations.isEmpty(), x + ": " + violations);
    }
  }
}
