package zkopt.prover;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import zkopt.circuit.Accumulator;
import zkopt.circuit.Assignment;
import zkopt.circuit.Circuit;
import zkopt.circuit.Column;
import zkopt.circuit.Constraint;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.CopySet;
import zkopt.circuit.Expr;
import zkopt.circuit.Lookup;
import zkopt.circuit.Region;
import zkopt.circuit.Table;
import zkopt.field.Goldilocks;
import zkopt.protocol.ProofParameters;

/**
 * A circuit with the mix of a small network's: of 32 witness columns, 12 are limbs with always-on range lookups, 6 are put
 * together from limbs, 6 are products of high degree of these, and 8 are copies of cells of the same row; there are 4 weight
 * columns, and 2 running sums of 6 cells a row.
 */
final class WideCircuit {
  private static final int LIMBS = 12;
  private static final int VALUES = 6;
  private static final int PRODUCTS = 6;
  private static final int SPARE = 8;
  private static final int WEIGHTS = 4;
  private static final int ACCUMULATORS = 2;

  private WideCircuit() {}

  /** With {@code 2^logRows} rows, all but the blinding rows used. */
  static ToyCircuit of(int logRows, ProofParameters parameters, long seed) {
    int rows = 1 << logRows;
    int usable = rows - parameters.blindingRows();
    int limbBits = Math.min(12, logRows - 1);
    int weightRows = rows / 2;
    long[][] fixed = fixed(rows, usable, weightRows, limbBits);
    Circuit circuit = new Circuit(system(limbBits), logRows, parameters.blindingRows(), weightRows, fixed, new CopySet(),
        new int[0], List.of(new Region("all", "node", 0, usable)));
    return new ToyCircuit(circuit, assign(circuit, limbBits, new Random(seed)));
  }

  private static ConstraintSystem system(int limbBits) {
    Expr on = Expr.cell(Column.fixed(0));
    Expr notFirst = Expr.cell(Column.fixed(1));
    Expr weighted = Expr.cell(Column.fixed(2));
    List<Constraint> constraints = new ArrayList<>();
    List<Lookup> lookups = new ArrayList<>();
    for (int i = 0; i < LIMBS; i++) {
      lookups.add(new Lookup("limb", "range" + i, List.of(Expr.constant(1), Expr.cell(limb(i)))));
    }
    for (int i = 0; i < VALUES; i++) {
      Expr value = Expr.cell(limb(2 * i)).plus(Expr.cell(limb(2 * i + 1)).times(1L << limbBits));
      constraints.add(new Constraint("value", "limbs" + i, on.times(value.minus(Expr.cell(value(i))))));
    }
    for (int i = 0; i < PRODUCTS; i++) {
      Expr x = Expr.cell(value(i));
      Expr sign = Expr.ONE.minus(Expr.cell(limb(0)).times(2));
      Expr product = x.times(Expr.cell(value((i + 1) % VALUES))).times(sign).plus(x.times(x).times(x).times(x));
      constraints.add(new Constraint("product", "high degree" + i, on.times(product.minus(Expr.cell(product(i))))));
    }
    List<Accumulator> accumulators = new ArrayList<>();
    for (int a = 0; a < ACCUMULATORS; a++) {
      Expr addend = Expr.ZERO;
      int cells = a == 0 ? WEIGHTS : VALUES;
      for (int i = 0; i < cells; i++) {
        Expr cell = a == 0 ? weighted.times(Expr.cell(Column.weight(i))) : Expr.cell(value(i));
        addend = addend.plus(cell.times(i == 0 ? Expr.ONE : new Expr.Challenge(a, i)));
      }
      accumulators.add(new Accumulator("sum" + a, notFirst.times(new Expr.Challenge(a, cells)), on.times(addend)));
    }
    List<Column> wired = new ArrayList<>();
    IntStream.range(0, VALUES).forEach(i -> wired.add(value(i)));
    IntStream.range(0, PRODUCTS).forEach(i -> wired.add(product(i)));
    IntStream.range(0, SPARE).forEach(i -> wired.add(Column.witness(LIMBS + VALUES + PRODUCTS + i)));
    List<Table> tables = List.of(new Table("range", List.of(Expr.cell(Column.fixed(3)), Expr.cell(Column.fixed(4)))));
    return new ConstraintSystem(5, WEIGHTS, LIMBS + VALUES + PRODUCTS + SPARE, 0, ACCUMULATORS, constraints, lookups, tables,
        accumulators, wired);
  }

  private static Column limb(int i) {
    return Column.witness(i);
  }

  private static Column value(int i) {
    return Column.witness(LIMBS + i);
  }

  private static Column product(int i) {
    return Column.witness(LIMBS + VALUES + i);
  }

  private static long[][] fixed(int rows, int usable, int weightRows, int limbBits) {
    long[][] fixed = new long[5][rows];
    for (int r = 0; r < usable; r++) {
      fixed[0][r] = 1;
      fixed[1][r] = r > 0 ? 1 : 0;
      fixed[2][r] = r < weightRows ? 1 : 0;
      fixed[3][r] = r < 1 << limbBits ? 1 : 0;
      fixed[4][r] = r < 1 << limbBits ? r : 0;
    }
    return fixed;
  }

  private static Assignment assign(Circuit circuit, int limbBits, Random random) {
    int rows = circuit.rows();
    int usable = circuit.usableRows();
    long[][] w = new long[circuit.system().witnessColumns()][rows];
    long[][] weights = new long[WEIGHTS][rows];
    for (int r = 0; r < usable; r++) {
      for (int i = 0; i < LIMBS; i++) {
        w[i][r] = random.nextInt(1 << limbBits);
      }
      for (int i = 0; i < VALUES; i++) {
        w[LIMBS + i][r] = w[2 * i][r] + (w[2 * i + 1][r] << limbBits);
      }
      long sign = Goldilocks.fromSigned(1 - 2 * w[0][r]);
      for (int i = 0; i < PRODUCTS; i++) {
        long x = w[LIMBS + i][r];
        long square = Goldilocks.square(x);
        long xy = Goldilocks.mul(Goldilocks.mul(x, w[LIMBS + (i + 1) % VALUES][r]), sign);
        w[LIMBS + VALUES + i][r] = Goldilocks.add(xy, Goldilocks.square(square));
      }
      for (int i = 0; i < SPARE; i++) {
        long v = w[LIMBS + random.nextInt(VALUES)][r];
        w[LIMBS + VALUES + PRODUCTS + i][r] = v;
      }
    }
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < SPARE; i++) {
        if (r >= usable) break;
        int from = copied(w, r, LIMBS + VALUES + PRODUCTS + i);
        circuit.copies().add((long) from * rows + r, (long) (VALUES + PRODUCTS + i) * rows + r);
      }
    }
    for (int i = 0; i < WEIGHTS; i++) {
      for (int r = 0; r < rows / 2; r++) {
        weights[i][r] = Goldilocks.fromSigned(random.nextInt(-2048, 2048));
      }
    }
    return new Assignment(weights, w, new long[0][]);
  }

  private static int copied(long[][] w, int row, int spare) {
    return IntStream.range(0, VALUES).filter(i -> w[LIMBS + i][row] == w[spare][row]).findFirst().orElseThrow();
  }
}
