package zkopt.assigner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns, counted by hand from the degrees of the arguments. */
class TableCellsTest {
  private static final TableShape SHAPE = new TableShape(List.of(new TrackShape(3, 6, 4), new TrackShape(4, 7, 0)), List.of(0, 1, 1), 2, 0, 5);
  private static final ProofRules WIDE = new ProofRules(8, 50);
  private static final ProofRules NARROW = new ProofRules(5, 50);

  private static TableCells cells(int[] lanes, int gateDegree, ProofRules rules) {
    return TableCells.of(SHAPE, 5, 2, 4, lanes, gateDegree, rules, 12, 1);
  }

  @Test
  void sixFactorsShareAColumnOfDegreeEight() {
    TableCells cells = cells(new int[0], 4, WIDE);
    assertEquals(26 + 2, cells.witness());
    assertEquals(3 * 5, cells.contraction());
    assertEquals(3 * 2, cells.permutation(), "12 wired columns");
    assertEquals(3 * (3 + 1), cells.lookup(), "15 lookups and their sum");
    assertEquals(3 * (8 + 1), cells.quotient(), "degree 7 times 4,096, in chunks of 4,046, and the mask");
    assertEquals(12 + 4, cells.fixed());
  }

  @Test
  void threeFactorsShareAColumnOfDegreeFive() {
    TableCells cells = cells(new int[0], 4, NARROW);
    assertEquals(3 * 4, cells.permutation());
    assertEquals(3 * (5 + 1), cells.lookup());
    assertEquals(3 * (5 + 1), cells.quotient());
  }

  @Test
  void aGateOfHigherDegreeHasMoreOfTheQuotient() {
    assertEquals(3 * (7 + 1), cells(new int[0], 7, NARROW).quotient());
  }

  @Test
  void aLookupOfAHighDegreeTakesTheRoomOfSeveral() {
    assertEquals(3 * (7 + 1), cells(new int[] {2, 2}, 4, NARROW).lookup(), "13 limbs in 5 columns with room for one of the two; then two tables");
    assertEquals(3 * (6 + 1), cells(new int[] {4}, 4, NARROW).lookup(), "one beyond the room of any has a column for itself");
  }
}
