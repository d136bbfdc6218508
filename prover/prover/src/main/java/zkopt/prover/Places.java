package zkopt.prover;

import zkopt.circuit.Circuit;
import zkopt.circuit.Region;

/** Where in the model a row of the table comes from. */
public final class Places {
  private Places() {}

  /** The region of {@code gate} that holds the row, else any that does; null for none. */
  public static Region find(Circuit circuit, String gate, int row) {
    Region any = null;
    for (Region region : circuit.regions()) {
      if (row >= region.firstRow() && row < region.firstRow() + region.rows()) {
        if (region.gate().equals(gate)) return region;
        any = any == null ? region : any;
      }
    }
    return any;
  }

  /** " (node 'conv1')", or nothing where no region is known. */
  public static String describe(Circuit circuit, String gate, int row) {
    Region region = find(circuit, gate, row);
    return region == null ? "" : " (node '%s')".formatted(region.node());
  }
}
