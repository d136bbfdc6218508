package zkopt.prover;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
 * A circuit with one of everything, made by hand. Row r holds a, b, c = a b, y = w a + c, a byte, a square looked up, and the
 * values of a again in reverse order, which two running sums in a challenge compare. c of a row is a of the next; the last c is
 * public.
 */
public final class ToyCircuit {
  public static final Column A = Column.witness(0);
  public static final Column B = Column.witness(1);
  public static final Column C = Column.witness(2);
  public static final Column Y = Column.witness(3);
  public static final Column BYTE = Column.witness(4);
  public static final Column ROOT = Column.witness(5);
  public static final Column SQUARE = Column.witness(6);
  public static final Column AGAIN = Column.witness(7);
  public static final Column WEIGHT = Column.weight(0);
  public static final Column OUT = Column.instance(0);

  private static final Column MUL = Column.fixed(0);
  private static final Column NOT_FIRST = Column.fixed(1);
  private static final Column LAST = Column.fixed(2);
  private static final Column TAG = Column.fixed(3);
  private static final Column KEY = Column.fixed(4);
  private static final Column VALUE = Column.fixed(5);
  private static final int BYTES = 256;
  private static final int SQUARES = 16;
  /** The first one says something. */
  private static final int PUBLIC_VALUES = 5;

  public final Circuit circuit;
  public final Assignment assignment;

  ToyCircuit(Circuit circuit, Assignment assignment) {
    this.circuit = circuit;
    this.assignment = assignment;
  }

  /** With gates on the first {@code gates} rows of {@code 2^logRows}. */
  public static ToyCircuit of(int logRows, int gates, ProofParameters parameters, long seed) {
    int rows = 1 << logRows;
    int usable = rows - parameters.blindingRows();
    Circuit circuit = new Circuit(system(), logRows, parameters.blindingRows(), gates, fixed(rows, usable, gates),
        copies(rows, gates), new int[] {PUBLIC_VALUES}, List.of(new Region("mul", "node_mul", 0, gates)));
    return new ToyCircuit(circuit, assign(rows, usable, gates, new Random(seed)));
  }

  static ConstraintSystem system() {
    Expr mul = Expr.cell(MUL);
    List<Constraint> constraints = new ArrayList<>();
    constraints.add(new Constraint("mul", "product", mul.times(Expr.cell(A).times(Expr.cell(B)).minus(Expr.cell(C)))));
    constraints.add(new Constraint("mul", "affine",
        mul.times(Expr.cell(WEIGHT).times(Expr.cell(A)).plus(Expr.cell(C)).minus(Expr.cell(Y)))));
    constraints.add(new Constraint("reverse", "equal",
        Expr.cell(LAST).times(Expr.cell(Column.accumulator(1)).minus(Expr.cell(Column.accumulator(2))))));
    List<Lookup> lookups = List.of(
        new Lookup("byte", "range", List.of(Expr.constant(1), Expr.cell(BYTE))),
        new Lookup("square", "table", List.of(mul.times(2), mul.times(Expr.cell(ROOT)), mul.times(Expr.cell(SQUARE)))));
    List<Table> tables = List.of(new Table("tables", List.of(Expr.cell(TAG), Expr.cell(KEY), Expr.cell(VALUE))));
    Expr x = new Expr.Challenge(0, 1);
    Expr first = Expr.ONE.minus(Expr.cell(NOT_FIRST));
    Expr power = Expr.cell(Column.accumulator(0));
    List<Accumulator> accumulators = List.of(
        new Accumulator("powers", Expr.cell(NOT_FIRST).times(x), first),
        new Accumulator("down", Expr.cell(NOT_FIRST).times(x), mul.times(Expr.cell(A))),
        new Accumulator("up", Expr.cell(NOT_FIRST), mul.times(Expr.cell(AGAIN)).times(power)));
    return new ConstraintSystem(6, 1, 8, 1, 1, constraints, lookups, tables, accumulators, List.of(A, C, OUT, BYTE));
  }

  private static long[][] fixed(int rows, int usable, int gates) {
    long[][] fixed = new long[6][rows];
    for (int r = 0; r < usable; r++) {
      fixed[0][r] = r < gates ? 1 : 0;
      fixed[1][r] = r > 0 ? 1 : 0;
    }
    fixed[2][gates - 1] = 1;
    for (int r = 0; r < BYTES; r++) {
      fixed[3][r] = 1;
      fixed[4][r] = r;
    }
    for (int r = 0; r < SQUARES; r++) {
      fixed[3][BYTES + r] = 2;
      fixed[4][BYTES + r] = r;
      fixed[5][BYTES + r] = (long) r * r;
    }
    return fixed;
  }

  private static CopySet copies(int rows, int gates) {
    CopySet copies = new CopySet();
    for (int r = 0; r + 1 < gates; r++) {
      copies.add(rows + r, r + 1);
    }
    copies.add(rows + gates - 1, 2L * rows);
    return copies;
  }

  private static Assignment assign(int rows, int usable, int gates, Random random) {
    long[][] w = new long[8][rows];
    long[][] weights = new long[1][rows];
    long a = 3;
    for (int r = 0; r < gates; r++) {
      w[0][r] = a;
      w[1][r] = random.nextInt(1000);
      w[2][r] = Goldilocks.mul(a, w[1][r]);
      weights[0][r] = Goldilocks.fromSigned(random.nextInt(-100, 100));
      w[3][r] = Goldilocks.add(Goldilocks.mul(weights[0][r], a), w[2][r]);
      w[5][r] = random.nextInt(SQUARES);
      w[6][r] = w[5][r] * w[5][r];
      a = w[2][r];
    }
    for (int r = 0; r < usable; r++) {
      w[4][r] = random.nextInt(BYTES);
    }
    for (int r = 0; r < gates; r++) {
      w[7][r] = w[0][gates - 1 - r];
    }
    return new Assignment(weights, w, new long[][] {Arrays.copyOf(new long[] {w[2][gates - 1]}, PUBLIC_VALUES)});
  }
}
