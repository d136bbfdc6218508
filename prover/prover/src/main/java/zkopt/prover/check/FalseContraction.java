package zkopt.prover.check;

import java.util.List;
import zkopt.circuit.Accumulator;
import zkopt.circuit.Circuit;
import zkopt.circuit.Region;
import zkopt.field.Ext3;

/**
 * Which contraction is false where all together are. The layout adds the products of one contraction after the other up in {@code D} and the
 * sums in {@code V}, each multiplied by one challenge from contraction to contraction: up to the first that is false both agree at
 * its end. The regions of its sums follow its own.
 */
final class FalseContraction {
  private static final String GATE = "contract";
  private static final String PRODUCTS = "D";
  private static final String SUMS = "V";

  private final long[][] phase2;
  private final int products;
  private final int sums;

  private FalseContraction(Circuit circuit, long[][] phase2) {
    this.phase2 = phase2;
    List<String> names = circuit.system().accumulators().stream().map(Accumulator::name).toList();
    products = names.indexOf(PRODUCTS);
    sums = names.indexOf(SUMS);
  }

  static boolean isChecked(String gate) {
    return gate.equals(GATE);
  }

  /** The region of the first false one; null when there are no such running values, or when they agree everywhere. */
  static Region find(Circuit circuit, long[][] phase2) {
    var running = new FalseContraction(circuit, phase2);
    if (running.products < 0 || running.sums < 0) return null;
    Region contraction = null;
    Region last = null;
    for (Region region : circuit.regions()) {
      if (isChecked(region.gate())) {
        if (contraction != null && running.differ(contraction, last)) return contraction;
        contraction = region;
      }
      last = region;
    }
    return contraction != null && running.differ(contraction, last) ? contraction : null;
  }

  private boolean differ(Region ofProducts, Region ofSums) {
    int atProducts = ofProducts.firstRow() + ofProducts.rows() - 1;
    int atSums = ofSums.firstRow() + ofSums.rows() - 1;
    for (int i = 0; i < Ext3.DEGREE; i++) {
      if (phase2[Ext3.DEGREE * products + i][atProducts] != phase2[Ext3.DEGREE * sums + i][atSums]) return true;
    }
    return false;
  }
}
