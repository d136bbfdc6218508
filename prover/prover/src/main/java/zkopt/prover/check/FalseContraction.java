package zkopt.prover.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zkopt.circuit.Accumulator;
import zkopt.circuit.Circuit;
import zkopt.circuit.Region;
import zkopt.field.Ext3;

/**
 * Which contraction is false where all together are. The layout adds the products of one contraction after the other up in {@code D}, and
 * on each track of gates the sums in an accumulator that their region names, each multiplied by one challenge from contraction to contraction: up
 * to the first that is false D is all the others together. The regions of its sums follow its own.
 */
final class FalseContraction {
  private static final String GATE = "contract";
  private static final String PRODUCTS = "D";

  private final long[][] phase2;
  private final Ext3 step;
  private final List<String> names;
  /** What the sums so far come to, by their accumulator. */
  private final Map<String, Ext3> sums = new HashMap<>();

  private FalseContraction(Circuit circuit, long[][] phase2, Ext3 step) {
    this.phase2 = phase2;
    this.step = step;
    this.names = circuit.system().accumulators().stream().map(Accumulator::name).toList();
  }

  static boolean isChecked(String gate) {
    return gate.equals(GATE);
  }

  /**
   * The region of the first false one; null when there are no such running values, or when they agree everywhere.
   *
   * @param step the challenge from contraction to contraction
   */
  static Region find(Circuit circuit, long[][] phase2, Ext3 step) {
    var running = new FalseContraction(circuit, phase2, step);
    if (!running.names.contains(PRODUCTS)) return null;
    Region contraction = null;
    for (Region region : circuit.regions()) {
      if (isChecked(region.gate())) {
        if (contraction != null && running.differ(contraction)) return contraction;
        contraction = region;
        running.sums.replaceAll((_, sum) -> sum.mul(running.step));
      } else if (!region.sums().isEmpty()) {
        running.sums.put(region.sums(), running.atEnd(region.sums(), region));
      }
    }
    return contraction != null && running.differ(contraction) ? contraction : null;
  }

  private boolean differ(Region contraction) {
    Ext3 all = sums.values().stream().reduce(Ext3.ZERO, Ext3::add);
    return !all.equals(atEnd(PRODUCTS, contraction));
  }

  private Ext3 atEnd(String accumulator, Region region) {
    int row = region.firstRow() + region.rows() - 1;
    int column = Ext3.DEGREE * names.indexOf(accumulator);
    return new Ext3(phase2[column][row], phase2[column + 1][row], phase2[column + 2][row]);
  }
}
