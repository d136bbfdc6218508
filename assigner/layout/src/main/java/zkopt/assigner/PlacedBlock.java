package zkopt.assigner;

import java.util.List;
import java.util.stream.Stream;
import zkopt.assigner.Trace.GateRun;

/** Rows that belong together, in the order of the program. Where they start is decided by {@link Placement}. */
sealed interface PlacedBlock {
  /** The ONNX nodes: where sums are taken up by a gate, the contraction's and the gate's. */
  List<String> nodes();

  /** The nodes in words. */
  default String node() {
    return String.join(" and ", nodes());
  }

  /** The number of rows in a table of this shape. */
  int rows(TableShape shape);

  /**
   * The operands of a contraction, one group of rows per k. Each group ends with the last elements of A's and B's column k, so that a
   * ragged beginning adds only coefficients of higher powers, which stand for no sum.
   *
   * @param wiredB whether B is no weight, and so stands in wired columns as A does
   */
  record Operands(Contraction contraction, boolean wiredB) implements PlacedBlock {
    @Override
    public List<String> nodes() {
      return List.of(contraction.node());
    }

    @Override
    public int rows(TableShape shape) {
      return Math.multiplyExact(contraction.k(), groupRows(shape));
    }

    int groupRows(TableShape shape) {
      return Math.max(TableShape.ceilDiv(contraction.m(), shape.operandA(wiredB)), TableShape.ceilDiv(contraction.n(), shape.operandB(wiredB)));
    }
  }

  /**
   * Instances of one gate.
   *
   * @param instances numbers within the run, in the order of placement
   * @param sums the contraction whose sums these instances define, in the order of {@link Contraction#c}, or null
   */
  record Instances(GateForm form, GateRun run, int[] instances, Contraction sums) implements PlacedBlock {
    @Override
    public List<String> nodes() {
      return sums == null ? List.of(run.node) : Stream.of(sums.node(), run.node).distinct().toList();
    }

    @Override
    public int rows(TableShape shape) {
      int slots = shape.slots(form);
      return sums == null ? TableShape.ceilDiv(instances.length, slots) : Math.multiplyExact(sums.n(), TableShape.ceilDiv(sums.m(), slots));
    }
  }

  /** The sums of a contraction that no single gate consumes, each in a wired cell of its own. */
  record Sums(Contraction sums) implements PlacedBlock {
    @Override
    public List<String> nodes() {
      return List.of(sums.node());
    }

    @Override
    public int rows(TableShape shape) {
      return Math.multiplyExact(sums.n(), TableShape.ceilDiv(sums.m(), shape.wired()));
    }
  }
}
