package zkopt.circuit;

import java.util.List;

/**
 * A constraint system with its fixed part: the output of the layout, the input of setup.
 *
 * @param logRows log2 of the number of rows
 * @param blindingRows rows at the end of every column that carry randomness; the others are usable
 * @param weightRows rows from here on in weight columns carry no weight, and are filled with randomness at setup
 * @param fixed values of the fixed columns, canonical, each of full height, zero on blinding rows
 * @param publicValues number of public values in each instance column
 */
public record Circuit(
    ConstraintSystem system,
    int logRows,
    int blindingRows,
    int weightRows,
    long[][] fixed,
    CopySet copies,
    int[] publicValues,
    List<Region> regions) {
  public Circuit {
    regions = List.copyOf(regions);
  }

  public int rows() {
    return 1 << logRows;
  }

  public int usableRows() {
    return rows() - blindingRows;
  }
}
