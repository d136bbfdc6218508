package zkopt.assigner;

import java.util.List;
import java.util.stream.Stream;
import zkopt.assigner.SlotKind.Coefficient;
import zkopt.assigner.Trace.GateRun;

/** Rows that belong together, in the order of the program. Where they start is decided by {@link Placement}. */
sealed interface PlacedBlock {
  /** The ONNX nodes: where sums are taken up by a gate, the contraction's and the gate's. */
  List<String> nodes();

  /** The nodes in words. */
  default String node() {
    return String.join(" and ", nodes());
  }

  /** Rows on a track of gates. */
  sealed interface OfGates extends PlacedBlock {
    SlotKind kind();

    /** How many slots it fills. */
    int size();

    /** The rows with so many slots in each. */
    int rowsOf(int slots);
  }

  /**
   * The operands of a contraction: for each product a group of rows, at whose end both factors end.
   *
   * @param wiredB whether B is no weight, and so stands in wired columns as A does
   */
  record Operands(Contraction contraction, boolean wiredB) implements PlacedBlock {
    @Override
    public List<String> nodes() {
      return List.of(contraction.node());
    }

    int rows(TableShape shape) {
      int rows = contraction.a().isEmpty() ? 1 : 0;
      for (int k = 0; k < contraction.a().size(); k++) rows = Math.addExact(rows, groupRows(k, shape));
      return rows;
    }

    Packing packingA(int product, TableShape shape) {
      return contraction.a().get(product).powers().packed(shape.a());
    }

    Packing packingB(int product, TableShape shape) {
      return contraction.b().get(product).powers().packed(wiredB ? shape.b() : shape.weights());
    }

    /** The rows of one product. */
    int groupRows(int product, TableShape shape) {
      return Math.max(packingA(product, shape).size(), packingB(product, shape).size());
    }
  }

  /**
   * Instances of one gate.
   *
   * @param instances numbers within the run, in the order of placement
   * @param sums what they define of a contraction, or null
   */
  record Instances(GateForm form, GateRun run, int[] instances, DefinedSums sums) implements OfGates {
    @Override
    public List<String> nodes() {
      return sums == null ? List.of(run.node) : Stream.of(sums.contraction().node(), run.node).distinct().toList();
    }

    @Override
    public SlotKind kind() {
      return form;
    }

    @Override
    public int size() {
      return instances.length;
    }

    @Override
    public int rowsOf(int slots) {
      return sums == null ? Math.ceilDiv(instances.length, slots) : sums.powers().rows(slots);
    }
  }

  /**
   * Sums that instances define by their virtual inputs.
   *
   * @param powers for each instance the least power of its sums
   * @param offsets for each of the gate's inputs that is a sum, how far its power is above that, the same in all instances
   */
  record DefinedSums(Contraction contraction, Powers powers, List<Integer> offsets) {}

  /**
   * Coefficients of a contraction that no gate defines, each in a cell: sums that are read as cells or several times, or the border.
   *
   * @param areRead whether copies lead from these cells
   */
  record Coefficients(Contraction contraction, Polynomial polynomial, boolean areRead) implements OfGates {
    @Override
    public List<String> nodes() {
      return List.of(contraction.node());
    }

    @Override
    public Coefficient kind() {
      return areRead ? Coefficient.READ : Coefficient.BORDER;
    }

    @Override
    public int size() {
      return polynomial.size();
    }

    @Override
    public int rowsOf(int slots) {
      return polynomial.powers().rows(slots);
    }
  }
}
