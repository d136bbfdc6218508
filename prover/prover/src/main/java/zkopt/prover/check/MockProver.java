package zkopt.prover.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.circuit.Column;
import zkopt.circuit.Constraint;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.CopySet;
import zkopt.circuit.Lookup;
import zkopt.circuit.Region;
import zkopt.field.Ext3;
import zkopt.field.Goldilocks;
import zkopt.kernel.SeededRandom;
import zkopt.protocol.argument.AccumulatorArgument;
import zkopt.protocol.argument.Identity;
import zkopt.protocol.argument.Relation;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Node;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.Multiplicities;
import zkopt.prover.Phase2;
import zkopt.prover.Places;
import zkopt.prover.RowPolynomials;
import zkopt.prover.check.Violation.CellValue;
import zkopt.prover.eval.BlockProgram;
import zkopt.prover.eval.RowSource;

/**
 * Checks an assignment row by row, without a proof, and says where it fails. Challenges come from a fixed seed: a false
 * contraction fails all the same, but for a probability of about 2^-170. Rows at the end are filled with randomness as in a
 * proof, so that what reads them by mistake fails too.
 */
public final class MockProver {
  /** Violations that are reported of one constraint. */
  private static final int PER_CONSTRAINT = 8;
  /** No bound: the degree is for setup to judge. */
  private static final int ANY_DEGREE = 1 << 20;

  private final Circuit circuit;
  private final Relation relation;
  private final RowSource source;
  private final Ext3[] challenges;
  private final List<Violation> violations = new ArrayList<>();

  private MockProver(Circuit circuit, Assignment assignment) {
    this.circuit = circuit;
    this.relation = new Relation(circuit.system(), ANY_DEGREE, ANY_DEGREE);
    SeededRandom random = new SeededRandom(new byte[32]);
    this.challenges = Stream.generate(random::nextExt).limit(relation.challenges()).toArray(Ext3[]::new);
    long[][] phase2 = new long[relation.width(Oracle.PHASE2)][circuit.rows()];
    Map<Oracle, long[][]> columns = new EnumMap<>(Oracle.class);
    columns.put(Oracle.FIXED, circuit.fixed());
    columns.put(Oracle.WEIGHTS, blind(assignment.weights(), Math.min(circuit.weightRows(), circuit.usableRows()), random));
    columns.put(Oracle.WITNESS, blind(assignment.witness(), circuit.usableRows(), random));
    columns.put(Oracle.INSTANCE,
        Arrays.stream(assignment.instance()).map(v -> Arrays.copyOf(v, circuit.rows())).toArray(long[][]::new));
    columns.put(Oracle.PHASE2, phase2);
    this.source = new RowSource(circuit.rows(), columns, RowPolynomials.onRows(circuit.logRows(), circuit.usableRows()));
    new Phase2(relation, source, challenges, circuit.usableRows(), phase2).accumulators();
    for (long[] column : phase2) {
      random.fill(column, circuit.usableRows(), column.length);
    }
  }

  private static long[][] blind(long[][] columns, int from, SeededRandom random) {
    return Arrays.stream(columns).map(column -> {
      long[] blinded = column.clone();
      random.fill(blinded, from, blinded.length);
      return blinded;
    }).toArray(long[][]::new);
  }

  /** All that does not hold, at most a few places for each constraint, by row; empty for a good assignment. */
  public static List<Violation> check(Circuit circuit, Assignment assignment) {
    MockProver mock = new MockProver(circuit, assignment);
    mock.checkFixed();
    mock.checkGates();
    mock.checkAccumulators();
    mock.checkCopies();
    mock.checkLookups();
    mock.violations.sort(Comparator.comparingInt(Violation::row));
    return List.copyOf(mock.violations);
  }

  private void checkFixed() {
    for (int c = 0; c < circuit.fixed().length; c++) {
      for (int r = circuit.usableRows(); r < circuit.rows(); r++) {
        if (circuit.fixed()[c][r] != 0) {
          report("zero on blinding rows", "fixed", r, List.of(baseCell(Oracle.FIXED, c, r)));
          break;
        }
      }
    }
  }

  private void checkGates() {
    List<Identity> identities = relation.gates().identities();
    for (int i = 0; i < identities.size(); i++) {
      Constraint constraint = circuit.system().constraints().get(i);
      int node = identities.get(i).node();
      for (int row : nonZeroRows(node, circuit.rows())) {
        report(constraint.name(), constraint.gate(), row, cells(node, row));
      }
    }
  }

  /** The running sum starts afresh in row 0. */
  private void checkAccumulators() {
    List<AccumulatorArgument.Rule> rules = relation.accumulators().rules();
    for (int i = 0; i < rules.size(); i++) {
      int node = rules.get(i).multiplier();
      if (nonZeroRows(node, 1).length > 0) {
        report("multiplier vanishes in row 0", circuit.system().accumulators().get(i).name(), 0, cells(node, 0));
      }
    }
  }

  /** The first rows below {@code limit} where a node is not zero. */
  private int[] nonZeroRows(int node, int limit) {
    boolean[] wrong = new boolean[circuit.rows()];
    new BlockProgram(relation.graph(), node).run(source, challenges, (_, from, n, value, offset) -> {
      for (long[] coefficient : value) {
        for (int i = 0; i < n; i++) {
          wrong[from + i] |= coefficient[offset + i] != 0;
        }
      }
    });
    return IntStream.range(0, limit).filter(r -> wrong[r]).limit(PER_CONSTRAINT).toArray();
  }

  private void checkCopies() {
    CopySet copies = circuit.copies();
    List<Column> wired = circuit.system().wired();
    int found = 0;
    for (int i = 0; i < copies.size() && found < PER_CONSTRAINT; i++) {
      CellValue a = wiredCell(wired, copies.a(i));
      CellValue b = wiredCell(wired, copies.b(i));
      if (!a.value().equals(b.value())) {
        report("cells are equal", "copy", (int) (copies.a(i) % circuit.rows()), List.of(a, b));
        found++;
      }
    }
  }

  private CellValue wiredCell(List<Column> wired, long address) {
    Column column = wired.get((int) (address / circuit.rows()));
    Oracle oracle = switch (column.kind()) {
      case FIXED -> Oracle.FIXED;
      case WEIGHT -> Oracle.WEIGHTS;
      case WITNESS -> Oracle.WITNESS;
      case INSTANCE -> Oracle.INSTANCE;
      case ACCUMULATOR -> throw new IllegalArgumentException("an accumulator cannot be wired");
    };
    return baseCell(oracle, column.index(), (int) (address % circuit.rows()));
  }

  private void checkLookups() {
    ConstraintSystem system = circuit.system();
    int[] found = new int[system.lookups().size()];
    Multiplicities.count(circuit, relation, source, (lookup, row, tuple) -> {
      if (found[lookup]++ >= PER_CONSTRAINT) return;
      Lookup l = system.lookups().get(lookup);
      List<CellValue> cells = new ArrayList<>(List.of(new CellValue("tuple", Multiplicities.show(tuple))));
      relation.lookups().inputs().get(lookup).forEach(node -> cells.addAll(cells(node, row)));
      synchronized (violations) {
        report(l.name(), l.gate(), row, cells.stream().distinct().toList());
      }
    });
  }

  private void report(String constraint, String gate, int row, List<CellValue> cells) {
    Region contraction = FalseContraction.isChecked(gate) ? FalseContraction.find(circuit, source.columns().get(Oracle.PHASE2), challenges[1]) : null;
    Region region = contraction == null ? Places.find(circuit, gate, row) : contraction;
    violations.add(new Violation(constraint, gate, row, cells, region == null ? "" : region.node()));
  }

  /** The cells that a node reads in a row. */
  private List<CellValue> cells(int root, int row) {
    Graph graph = relation.graph();
    List<CellValue> cells = new ArrayList<>();
    for (int node : graph.schedule(root)) {
      if (graph.node(node) instanceof Node.Cell(Oracle oracle, int column, int rotation)) {
        cells.add(baseCell(oracle, column, Math.floorMod(row + rotation, circuit.rows())));
      } else if (graph.node(node) instanceof Node.ExtensionCell(_, int column, int rotation)) {
        cells.add(accumulatorCell(column, Math.floorMod(row + rotation, circuit.rows())));
      }
    }
    return cells;
  }

  private CellValue baseCell(Oracle oracle, int column, int row) {
    String name = switch (oracle) {
      case FIXED -> "fixed";
      case WEIGHTS -> "weight";
      case WITNESS -> "witness";
      case INSTANCE -> "instance";
      case PHASE2, QUOTIENT -> throw new IllegalArgumentException("no cell of the circuit stands in " + oracle);
    };
    long value = source.columns().get(oracle)[column][row];
    return new CellValue("%s[%d] at row %d".formatted(name, column, row), Long.toString(Goldilocks.toSigned(value)));
  }

  private CellValue accumulatorCell(int column, int row) {
    long[][] columns = source.columns().get(Oracle.PHASE2);
    Ext3 value = new Ext3(columns[column][row], columns[column + 1][row], columns[column + 2][row]);
    String name = circuit.system().accumulators().get(column / Ext3.DEGREE).name();
    return new CellValue("accumulator '%s' at row %d".formatted(name, row), value.toString());
  }
}
