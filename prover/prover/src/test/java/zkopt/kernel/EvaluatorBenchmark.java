package zkopt.kernel;

import static zkopt.kernel.LongLanes.ADD;
import static zkopt.kernel.LongLanes.LANES;
import static zkopt.kernel.LongLanes.MUL;
import static zkopt.kernel.LongLanes.MUL_SCALED;
import static zkopt.kernel.LongLanes.SPECIES;
import static zkopt.kernel.LongLanes.SUB;
import static zkopt.kernel.LongLanes.broadcast;
import static zkopt.kernel.LongLanes.scaled;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import jdk.incubator.vector.LongVector;
import zkopt.field.Ext3;
import zkopt.protocol.constraint.Graph;
import zkopt.protocol.constraint.Oracle;
import zkopt.protocol.constraint.RowPolynomial;
import zkopt.prover.eval.BlockProgram;
import zkopt.prover.eval.RowSource;

/**
 * The evaluator of constraints against code written by hand for the same constraints, on both sides of a chunk of the permutation (most
 * of a quotient's work): the product of (b v_c + g + k_c X) and that of (b v_c + g + s_c) over six columns. The code by hand keeps all that
 * belongs to a column in registers. Prints nanoseconds of one core for each row; run as {@link KernelsBenchmark}.
 */
final class EvaluatorBenchmark {
  private static final int ROWS = 1 << 15;
  private static final int COLUMNS = 6;
  private static final int BLOCK = 512;
  private static final int ROUNDS = 200;
  private static final Ext3 B = new Ext3(1234567, 7654321, 424242);
  private static final Ext3 G = new Ext3(89, 1L << 40, 55);

  /** As a constant handle, which C2 inlines however large its caller: see {@link LongLanes}. */
  private static final MethodHandle MULTIPLY = multiply();

  private final long[][] values = Samples.columns(COLUMNS, ROWS, 1);
  private final long[][] sigma = Samples.columns(COLUMNS, ROWS, 2);
  private final long[] identity = Samples.column(ROWS, 3);
  private final long[] labels = Samples.column(COLUMNS, 4);
  private final long[][] numerator = ExtColumn.zeros(ROWS);
  private final long[][] denominator = ExtColumn.zeros(ROWS);

  private static MethodHandle multiply() {
    Class<?> v = LongVector.class;
    try {
      return MethodHandles.lookup().findStatic(EvaluatorBenchmark.class, "multiply",
          MethodType.methodType(void.class, long[][].class, int.class, v, v, v));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  public static void main(String[] args) {
    System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", "0");
    var benchmark = new EvaluatorBenchmark();
    long[][] expected = Arrays.stream(benchmark.evaluator()).map(long[]::clone).toArray(long[][]::new);
    long[][] byHand = benchmark.byHand();
    if (!Arrays.deepEquals(expected, byHand)) throw new AssertionError("the two differ");
    for (int i = 0; i < 3; i++) {
      System.out.printf("evaluator %.1f ns, by hand %.1f ns%n", best(benchmark::evaluator), best(benchmark::byHand));
    }
  }

  private static double best(Runnable task) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      task.run();
      best = Math.min(best, (double) (System.nanoTime() - start) / ROWS);
    }
    return best;
  }

  private long[][] results() {
    return new long[][] {numerator[0], numerator[1], numerator[2], denominator[0], denominator[1], denominator[2]};
  }

  private long[][] evaluator() {
    Graph g = new Graph();
    int up = g.constant(1);
    int down = g.constant(1);
    for (int c = 0; c < COLUMNS; c++) {
      int value = g.add(g.mul(g.challenge(0, 1), g.cell(Oracle.WITNESS, c, 0)), g.challenge(1, 1));
      up = g.mul(up, g.add(value, g.mul(g.constant(labels[c]), g.row(RowPolynomial.IDENTITY))));
      down = g.mul(down, g.add(value, g.cell(Oracle.FIXED, c, 0)));
    }
    Map<Oracle, long[][]> columns = new EnumMap<>(Map.of(Oracle.WITNESS, values, Oracle.FIXED, sigma));
    RowSource source = new RowSource(ROWS, columns, Map.of(RowPolynomial.IDENTITY, identity));
    new BlockProgram(g, up, down).run(source, new Ext3[] {B, G}, (output, from, n, value, offset) -> {
      for (int k = 0; k < Ext3.DEGREE; k++) {
        System.arraycopy(value[k], offset, (output == 0 ? numerator : denominator)[k], from, n);
      }
    });
    return results();
  }

  private long[][] byHand() {
    try {
      for (int from = 0; from < ROWS; from += BLOCK) {
        for (int c = 0; c < COLUMNS; c++) {
          column(c, from);
        }
      }
    } catch (Throwable e) {
      throw LongLanes.unchecked(e);
    }
    return results();
  }

  /** The factors of a column, multiplied to both products. */
  private void column(int c, int from) throws Throwable {
    long[] v = values[c];
    long[] s = sigma[c];
    LongVector label = broadcast(scaled(labels[c]));
    LongVector b0 = broadcast(scaled(B.c0()));
    LongVector b1 = broadcast(scaled(B.c1()));
    LongVector b2 = broadcast(scaled(B.c2()));
    LongVector g0 = broadcast(G.c0());
    LongVector g1 = broadcast(G.c1());
    LongVector g2 = broadcast(G.c2());
    for (int i = from; i < from + BLOCK; i += LANES) {
      LongVector x = LongVector.fromArray(SPECIES, v, i);
      LongVector t0 = (LongVector) ADD.invokeExact((LongVector) MUL_SCALED.invokeExact(x, b0), g0);
      LongVector t1 = (LongVector) ADD.invokeExact((LongVector) MUL_SCALED.invokeExact(x, b1), g1);
      LongVector t2 = (LongVector) ADD.invokeExact((LongVector) MUL_SCALED.invokeExact(x, b2), g2);
      LongVector l = (LongVector) MUL_SCALED.invokeExact(LongVector.fromArray(SPECIES, identity, i), label);
      LongVector n0 = (LongVector) ADD.invokeExact(t0, l);
      LongVector d0 = (LongVector) ADD.invokeExact(t0, LongVector.fromArray(SPECIES, s, i));
      if (c == 0) {
        n0.intoArray(numerator[0], i);
        t1.intoArray(numerator[1], i);
        t2.intoArray(numerator[2], i);
        d0.intoArray(denominator[0], i);
        t1.intoArray(denominator[1], i);
        t2.intoArray(denominator[2], i);
      } else {
        MULTIPLY.invokeExact(numerator, i, n0, t1, t2);
        MULTIPLY.invokeExact(denominator, i, d0, t1, t2);
      }
    }
  }

  /** product = product * b on one vector. */
  private static void multiply(long[][] product, int i, LongVector b0, LongVector b1, LongVector b2) throws Throwable {
    LongVector a0 = LongVector.fromArray(SPECIES, product[0], i);
    LongVector a1 = LongVector.fromArray(SPECIES, product[1], i);
    LongVector a2 = LongVector.fromArray(SPECIES, product[2], i);
    LongVector p0 = (LongVector) MUL.invokeExact(a0, b0);
    LongVector p1 = (LongVector) MUL.invokeExact(a1, b1);
    LongVector p2 = (LongVector) MUL.invokeExact(a2, b2);
    LongVector x01 = (LongVector) MUL.invokeExact((LongVector) ADD.invokeExact(a0, a1), (LongVector) ADD.invokeExact(b0, b1));
    LongVector x02 = (LongVector) MUL.invokeExact((LongVector) ADD.invokeExact(a0, a2), (LongVector) ADD.invokeExact(b0, b2));
    LongVector x12 = (LongVector) MUL.invokeExact((LongVector) ADD.invokeExact(a1, a2), (LongVector) ADD.invokeExact(b1, b2));
    LongVector y = (LongVector) SUB.invokeExact(x12, p1);
    LongVector z = (LongVector) SUB.invokeExact(p0, p2);
    LongVector r = (LongVector) SUB.invokeExact(x01, (LongVector) ADD.invokeExact(p0, p1));
    LongVector s = (LongVector) SUB.invokeExact(p1, p0);
    ((LongVector) ADD.invokeExact(y, z)).intoArray(product[0], i);
    ((LongVector) ADD.invokeExact(r, y)).intoArray(product[1], i);
    ((LongVector) ADD.invokeExact(x02, s)).intoArray(product[2], i);
  }
}
