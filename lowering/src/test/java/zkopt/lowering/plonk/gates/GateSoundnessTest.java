package zkopt.lowering.plonk.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.ir.Blob;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.TensorType;

/** Each gate takes the honest witness of each case, and none that gives another output. */
class GateSoundnessTest {
  private static final long SEED = 20;
  private static final BigInteger P = GateEvaluator.P;
  private static final long UNDEFINED = Long.MAX_VALUE;
  private static final QType Q25 = new QType(25, 12);
  /** Two limbs of 12 bits, sign included. */
  private static final QType Q24 = new QType(24, 12);
  private static final QType WHOLE = new QType(2, 0);
  private static final QType ACC = new QType(62, 24);

  /** What a gate must compute. */
  interface Function {
    long of(long[] inputs);
  }

  /** A gate at its working size (limbs of 12 bits) and at a tiny one (limbs of 2 bits), where every assignment of cells can be tried. */
  record Subject(Gate gate, Gate tiny, Function function, Function tinyFunction, List<long[]> cases) {
    @Override
    public String toString() {
      return gate.name();
    }
  }

  static Stream<Subject> gates() {
    var q4 = new QType(4, 1);
    var q5 = new QType(5, 1);
    var q7 = new QType(7, 3);
    return Stream.of(
        new Subject(new InputGate(Q25), new InputGate(q4), x -> x[0], x -> x[0], unary(Q25.max())),
        new Subject(new InputGate(Q24), new InputGate(new QType(8, 1)), x -> x[0], x -> x[0], unary(Q24.max())),
        new Subject(new LinearGate("add", List.of(Q24, Q24), List.of(1L, 1L), Q24), null, x -> x[0] + x[1], null, binary(Q24.max() / 2, Q24.max() / 2)),
        new Subject(new RoundGate(new RoundGate.Value(ACC), 12, Q24, false), null, x -> round(x[0], 12), null, unary(Q24.max() << 12)),
        new Subject(new RoundGate(new RoundGate.Value(ACC), 12, Q24, true), null, x -> Math.max(0, round(x[0], 12)), null, unary(Q24.max() << 12)),
        new Subject(new RoundGate(new RoundGate.Product(Q24, Q24), 24, Q24, false), null, x -> round(x[0] * x[1], 24), null, binary(Q24.max(), Q24.max())),
        new Subject(new DivideGate(Q24, Q24, Q24), null, x -> x[1] <= 0 ? UNDEFINED : Math.floorDiv((x[0] << 13) + x[1], 2 * x[1]), null,
            List.of(new long[] {0, 1}, new long[] {1, 3}, new long[] {-1, 3}, new long[] {-5000, 123}, new long[] {-Q24.max(), 4096}, new long[] {4095, 8192})),
        new Subject(new LinearGate("add", List.of(Q25, Q25), List.of(1L, 1L), Q25),
            new LinearGate("add", List.of(q4, q4), List.of(1L, 1L), q4), x -> x[0] + x[1], x -> x[0] + x[1],
            binary(Q25.max() / 2, Q25.max() / 2)),
        new Subject(new LinearGate("sub", List.of(Q25, Q25), List.of(1L, -1L), new QType(26, 12)),
            new LinearGate("sub", List.of(q4, q4), List.of(1L, -1L), q5), x -> x[0] - x[1], x -> x[0] - x[1],
            binary(Q25.max(), Q25.max())),
        new Subject(new ProductGate(Q25, Q25, new QType(49, 24)), new ProductGate(q4, q4, q7), x -> x[0] * x[1], x -> x[0] * x[1],
            binary(Q25.max(), Q25.max())),
        new Subject(new SquareGate(Q25, new QType(49, 24)), new SquareGate(q4, q7), x -> x[0] * x[0], x -> x[0] * x[0], unary(Q25.max())),
        rescale(false), rescale(true),
        new Subject(new RoundGate(new RoundGate.Biased(ACC, ACC), 12, Q25, true),
            new RoundGate(new RoundGate.Biased(q5, q5), 2, q4, true),
            x -> Math.max(0, round(x[0] + x[1], 12)), x -> Math.max(0, round(x[0] + x[1], 2)),
            binary(Q25.max() << 11, Q25.max() << 11)),
        new Subject(new RoundGate(new RoundGate.Biased(ACC, Q25, -1, 16), 12, Q25, false),
            new RoundGate(new RoundGate.Biased(q5, q4, -1, 2), 2, q4, false),
            x -> round(16 * x[1] - x[0], 12), x -> round(2 * x[1] - x[0], 2), binary(Q25.max() << 11, Q25.max())),
        pool(true), pool(false),
        new Subject(new RoundPoolGate(ACC, null, 9, 12, Q25, true), null,
            x -> Math.max(0, round(LongStream.of(x).max().orElseThrow(), 12)), null,
            Stream.of(LongStream.range(-4, 5), LongStream.of(-5, -6, -7, -8, -9, -9, -8, -7, -6))
                .map(xs -> xs.map(x -> x * 5000 + 17).toArray()).toList()),
        new Subject(new RoundGate(new RoundGate.Product(Q25, new QType(13, 12)), 12, Q25, false),
            new RoundGate(new RoundGate.Product(q4, q4), 3, q4, false),
            x -> round(x[0] * x[1], 12), x -> round(x[0] * x[1], 3), binary(Q25.max() - 1, 4095)),
        new Subject(new RoundGate(new RoundGate.Value(Q25), 0, Q25, true), new RoundGate(new RoundGate.Value(q4), 0, q4, true),
            x -> Math.max(0, x[0]), x -> Math.max(0, x[0]), unary(Q25.max())),
        new Subject(new ExtremumGate(true, Q25, false), new ExtremumGate(true, q4, false), x -> Math.max(x[0], x[1]), x -> Math.max(x[0], x[1]),
            binary(Q25.max(), Q25.max())),
        new Subject(new ExtremumGate(false, Q25, false), new ExtremumGate(false, q4, false), x -> Math.min(x[0], x[1]), x -> Math.min(x[0], x[1]),
            binary(Q25.max(), Q25.max())),
        new Subject(new ExtremumGate(true, Q25, true), new ExtremumGate(true, q4, true), x -> Math.max(x[0], x[1]), x -> Math.max(x[0], x[1]),
            binary(Q25.max(), Q25.max()).stream().map(x -> new long[] {Math.abs(x[0]), Math.abs(x[1])}).toList()),
        new Subject(new DivideGate(Q25, Q25, Q25), new DivideGate(new QType(3, 1), new QType(3, 1), new QType(4, 1)),
            x -> x[1] <= 0 ? UNDEFINED : Math.floorDiv((x[0] << 13) + x[1], 2 * x[1]),
            x -> x[1] <= 0 ? UNDEFINED : Math.floorDiv(4 * x[0] + x[1], 2 * x[1]),
            List.of(new long[] {0, 1}, new long[] {1, 3}, new long[] {-1, 3}, new long[] {4096, 8192}, new long[] {-5000, 123},
                new long[] {Q25.max(), Q25.max()}, new long[] {-Q25.max(), 4096}, new long[] {4095, 1})),
        new Subject(new DivideGate(Q25, Q25, Q25, 14, true), new DivideGate(new QType(3, 1), new QType(3, 1), new QType(4, 1), 1, true),
            x -> x[1] <= 0 ? UNDEFINED : Math.floorDiv((x[0] << 13) + x[1], 2 * x[1]),
            // r and 2 m - 1 - r have two bits: no divisor above two
            x -> x[1] <= 0 || x[0] < 0 && Math.floorDiv(4 * x[0] + x[1], 2 * x[1]) < 0 || 2 * x[1] - 1 - Math.floorMod(4 * x[0] + x[1], 2 * x[1]) > 3
                || Math.floorMod(4 * x[0] + x[1], 2 * x[1]) > 3 ? UNDEFINED : Math.floorDiv(4 * x[0] + x[1], 2 * x[1]),
            List.of(new long[] {0, 1}, new long[] {1, 3}, new long[] {4096, 8192}, new long[] {5000, 123}, new long[] {4095, 1})),
        new Subject(new ClampGate(new QType(19, 0), -128, 127, new QType(9, 0)), new ClampGate(new QType(4, 0), -2, 1, new QType(3, 0)),
            x -> Math.clamp(x[0], -128, 127), x -> Math.clamp(x[0], -2, 1),
            LongStream.of(127, 128, -128, -129, 0, 5, -7, 200_000, -262_143).mapToObj(x -> new long[] {x}).toList()),
        new Subject(new ClampGate(Q25, 0, 6 << 12, Q25), new ClampGate(new QType(4, 0), 0, 2, new QType(4, 0)),
            x -> Math.clamp(x[0], 0, 6 << 12), x -> Math.clamp(x[0], 0, 2),
            LongStream.of(0, 1, -1, 6 << 12, (6 << 12) + 1, Q25.max(), -Q25.max(), 4096).mapToObj(x -> new long[] {x}).toList()),
        divideEven(OptionalLong.empty(), OptionalLong.empty()),
        divideEven(OptionalLong.of(4096), OptionalLong.of(2)),
        divideEven(OptionalLong.of(5000), OptionalLong.of(3)),
        new Subject(new CompareGate(Q25, Q25, WHOLE), new CompareGate(q4, q4, WHOLE), x -> x[0] < x[1] ? 1 : 0, x -> x[0] < x[1] ? 1 : 0,
            binary(Q25.max(), Q25.max())),
        new Subject(new EqualGate(Q25, Q25, WHOLE), null, x -> x[0] == x[1] ? 1 : 0, null,
            Stream.concat(unary(Q25.max()).stream().limit(4).map(x -> new long[] {x[0], x[0]}), binary(Q25.max(), Q25.max()).stream()).toList()),
        new Subject(new SqrtGate(Q25, Q25), new SqrtGate(q4, new QType(3, 1)),
            x -> (long) Math.sqrt(x[0] * 4096.0), x -> x[0] < 0 ? UNDEFINED : (long) Math.sqrt(x[0] * 2.0),
            unary(Q25.max()).stream().map(x -> new long[] {Math.abs(x[0])}).toList()),
        new Subject(new InterpolationGate(UnaryOp.Kind.TANH, Q25, Q25), null,
            x -> UnaryOp.Kind.TANH.interpolation().evaluate(x[0], Q25, Q25), null, unary(8 << 12).stream().filter(x -> x[0] < 8 << 12).toList()),
        new Subject(new InterpolationGate(UnaryOp.Kind.EXP_NEAR, Q25, new QType(37, 12)), null,
            x -> UnaryOp.Kind.EXP_NEAR.interpolation().evaluate(x[0], Q25, new QType(37, 12)), null,
            unary(16 << 12).stream().filter(x -> x[0] < 16 << 12).toList()),
        table(new RoundGate.Value(Q25), 0, false, unary(300)), table(new RoundGate.Value(ACC), 12, false, unary(300 << 12)),
        table(new RoundGate.Biased(ACC, ACC), 24, false, binary(150L << 24, 150L << 24)),
        table(new RoundGate.Product(Q25, Q25), 12, true,
            binary(300 << 6, 300 << 6).stream().filter(x -> x[0] * x[1] <= 300 << 12).toList()),
        table(new RoundGate.Value(Q25), 0, true, unary(Q25.max()).stream().filter(x -> x[0] <= 300).toList()),
        new Subject(new ExpGate(new QType(26, 12), Q25), null,
            x -> FixedSemantics.exp(x[0], new QType(26, 12), Q25), null,
            Stream.of(0L, -1L, -4095L, -4096L, -4097L, -60_000L, -(1L << 24), -(1L << 25) + 1).map(x -> new long[] {x}).toList()));
  }

  /** A gate with its table, of f at {@code first}, {@code first + 1}, ... */
  private record Tabulated(RoundGate.Source source, int shift, QType argument, long first, long[] values, boolean saturating, QType result) implements Gate {
    @Override
    public String name() {
      return "function_" + source.getClass().getSimpleName() + shift + saturating;
    }

    @Override
    public void build(GateBuilder g) {
      var type = TensorType.of(List.of((long) values.length), IntegerType.I64);
      String table = g.library().functionTable(first, new DenseResourceAttr("f", type, Blob.ofLongs(8, values)));
      new TableGate(source, shift, argument, table, first, first + values.length - 1, saturating, result).build(g);
    }

    long of(long x) {
      long q = shift == 0 ? x : round(x, shift);
      long i = (saturating ? Math.max(q, first) : q) - first;
      return i < 0 || i >= values.length ? UNDEFINED : values[(int) i];
    }
  }

  /** A polynomial at -300 .. 300; at the tiny size at 0 .. 2. */
  private static Subject table(RoundGate.Source source, int shift, boolean saturating, List<long[]> cases) {
    var gate = new Tabulated(source, shift, Q25, -300, LongStream.rangeClosed(-300, 300).map(x -> x * x - 7 * x).toArray(), saturating, Q25);
    RoundGate.Source tinySource = switch (source) {
      case RoundGate.Value _ -> new RoundGate.Value(new QType(4, 1));
      case RoundGate.Biased _ -> new RoundGate.Biased(new QType(4, 1), new QType(3, 1));
      case RoundGate.Product _ -> new RoundGate.Product(new QType(4, 1), new QType(3, 1));
    };
    var tiny = new Tabulated(tinySource, shift == 0 ? 0 : 1, new QType(4, 1), 0, new long[] {3, -1, 2}, saturating, new QType(3, 0));
    return new Subject(gate, tiny, x -> gate.of(value(source, x)), x -> tiny.of(value(source, x)), cases);
  }

  private static long value(RoundGate.Source source, long[] x) {
    return switch (source) {
      case RoundGate.Value _ -> x[0];
      case RoundGate.Biased _ -> x[0] + x[1];
      case RoundGate.Product _ -> x[0] * x[1];
    };
  }

  private static Subject pool(boolean relu) {
    var q3 = new QType(2, 1);
    long least = relu ? 0 : Long.MIN_VALUE;
    return new Subject(new RoundPoolGate(ACC, ACC, 4, 12, Q25, relu), new RoundPoolGate(new QType(5, 2), null, 2, 1, q3, relu),
        x -> Math.max(least, round(Math.max(Math.max(x[0], x[1]), Math.max(x[2], x[3])) + x[4], 12)), x -> Math.max(least, round(Math.max(x[0], x[1]), 1)),
        List.of(new long[] {0, 0, 0, 0, 0}, new long[] {1 << 20, 5, -77, 1 << 21, 300}, new long[] {-9000, -5000, -70000, -5000, 100},
            new long[] {Q25.max() << 11, 2047, 2048, 2049, 0}, new long[] {4096, 6143, 6144, 4095, -1}));
  }

  /** All but those whose tables have one size. */
  static Stream<Subject> twins() {
    return gates().filter(s -> s.tiny() != null);
  }

  static Stream<Subject> gatesWithNeutralConstant() {
    return gates().filter(s -> declare(s.gate(), 12).gate().neutral().isPresent());
  }

  /** Cases with ties of both parities and signs. */
  private static Subject divideEven(OptionalLong divisor, OptionalLong tinyDivisor) {
    var whole = new QType(14, 0);
    var half = new QType(3, 1);
    var gate = new DivideEvenGate(Q25, Q25, whole, divisor);
    var tiny = new DivideEvenGate(new QType(4, 1), half, new QType(4, 0), tinyDivisor);
    var cases = new ArrayList<long[]>();
    for (long a : new long[] {0, 1, -1, 2048, -2048, 6144, -6144, 10240, 2500, 7500, -12500, 4095, Q25.max(), -Q25.max()}) {
      if (divisor.isPresent()) cases.add(new long[] {a});
      else for (long b : new long[] {4096, 5000, 2049}) cases.add(new long[] {a, b});
    }
    return new Subject(gate, tiny, x -> divideEven(x, divisor, Q25, Q25, whole), x -> divideEven(x, tinyDivisor, new QType(4, 1), half, new QType(4, 0)),
        cases);
  }

  private static long divideEven(long[] x, OptionalLong divisor, QType dividend, QType by, QType to) {
    long b = divisor.isPresent() ? divisor.getAsLong() : x[1];
    return b <= 0 ? UNDEFINED : FixedSemantics.divideEven(x[0], dividend, b, by, to);
  }

  private static Subject rescale(boolean relu) {
    Function wide = x -> relu ? Math.max(0, round(x[0], 12)) : round(x[0], 12);
    Function narrow = x -> relu ? Math.max(0, round(x[0], 3)) : round(x[0], 3);
    return new Subject(new RoundGate(new RoundGate.Value(ACC), 12, Q25, relu),
        new RoundGate(new RoundGate.Value(new QType(7, 4)), 3, new QType(4, 1), relu), wide, narrow, unary(Q25.max() << 12));
  }

  private static long round(long x, int s) {
    return (x + (1L << (s - 1))) >> s;
  }

  private static List<long[]> unary(long bound) {
    var random = new Random(SEED);
    return LongStream.concat(
            LongStream.of(0, 1, -1, bound, -bound, 2047, 2048, -2047, -2048, -2049, 4096).filter(x -> Math.abs(x) <= bound),
            random.longs(5, -bound, bound + 1))
        .mapToObj(x -> new long[] {x}).toList();
  }

  private static List<long[]> binary(long boundA, long boundB) {
    var cases = new ArrayList<long[]>();
    var as = unary(boundA);
    var bs = unary(boundB);
    for (int i = 0; i < as.size(); i++) {
      cases.add(new long[] {as.get(i)[0], bs.get((i * 7 + 3) % bs.size())[0]});
      if (i < bs.size()) cases.add(new long[] {as.get(i)[0], bs.get(i)[0]});
    }
    return cases;
  }

  private static GateEvaluator declare(Gate gate, int limbBits) {
    var module = ModuleOp.create(Location.UNKNOWN);
    var op = new GateLibrary(module, limbBits).declare(gate);
    var diagnostics = new DiagnosticEngine();
    assertTrue(op.verify(diagnostics), () -> diagnostics.diagnostics().toString());
    return new GateEvaluator(op);
  }

  @ParameterizedTest
  @MethodSource("gates")
  void takesTheHonestWitness(Subject subject) {
    var gate = declare(subject.gate(), 12);
    for (long[] inputs : subject.cases()) {
      long[] made = GateEvaluator.honest(gate.gate(), inputs);
      assertEquals(subject.function().of(inputs), made[0], () -> Arrays.toString(inputs));
      assertTrue(gate.accepts(inputs, GateEvaluator.elements(made)), () -> Arrays.toString(inputs) + " -> " + Arrays.toString(made));
    }
  }

  /** Whatever single cell or pair of cells is changed, and however, what is taken has the honest output. */
  @ParameterizedTest
  @MethodSource("gates")
  void takesNoOtherOutput(Subject subject) {
    var gate = declare(subject.gate(), 12);
    for (long[] inputs : subject.cases().subList(0, Math.min(8, subject.cases().size()))) {
      long[] honest = GateEvaluator.elements(GateEvaluator.honest(gate.gate(), inputs));
      for (int i = 0; i < honest.length; i++) {
        for (long changed : dishonest(honest[i])) {
          long[] forged = honest.clone();
          forged[i] = changed;
          rejectsOrAgrees(gate, inputs, honest, forged);
          for (int j = i + 1; j < honest.length; j++) {
            for (long also : dishonest(honest[j])) {
              long[] twice = forged.clone();
              twice[j] = also;
              rejectsOrAgrees(gate, inputs, honest, twice);
            }
          }
        }
      }
    }
  }

  private static long[] dishonest(long element) {
    BigInteger v = GateEvaluator.unsigned(element);
    return Stream.of(v.add(BigInteger.ONE), v.subtract(BigInteger.ONE), BigInteger.ZERO, BigInteger.ONE, P.subtract(BigInteger.ONE), v.negate(),
            v.add(BigInteger.valueOf(4096)), v.subtract(BigInteger.valueOf(4096)), v.add(BigInteger.valueOf(4096).modInverse(P)), v.shiftLeft(1))
        .mapToLong(GateEvaluator::element).filter(x -> x != element).distinct().toArray();
  }

  private static void rejectsOrAgrees(GateEvaluator gate, long[] inputs, long[] honest, long[] forged) {
    if (!gate.accepts(inputs, forged)) return;
    for (int o = 0; o < gate.gate().outputs().size(); o++) {
      assertEquals(honest[o], forged[o], () -> gate.gate().symbolName() + Arrays.toString(inputs) + " takes " + Arrays.toString(forged));
    }
  }

  /**
   * At the tiny size: for every input, of every assignment of cells in their ranges and every output near the range of its type, only
   * those with the right output are taken, and some is whenever the honest one is.
   */
  @ParameterizedTest
  @MethodSource("twins")
  void tinyTwinIsAFunction(Subject subject) {
    var gate = declare(subject.tiny(), 2);
    QType out = gate.gate().outputs().getFirst();
    var candidates = new ArrayList<long[]>();
    candidates.add(LongStream.rangeClosed(-out.max() - 2, out.max() + 2).toArray());
    for (String cell : gate.gate().cells()) candidates.add(cell.equals("neg") || cell.equals("odd") ? new long[] {0, 1} : new long[] {0, 1, 2, 3});
    forEach(gate.gate().inputs().stream().map(q -> LongStream.rangeClosed(-q.max(), q.max()).toArray()).toList(), inputs -> {
      long expected = subject.tinyFunction().of(inputs);
      boolean[] taken = {false};
      forEach(candidates, forged -> {
        if (!gate.accepts(inputs, GateEvaluator.elements(forged))) return;
        taken[0] = true;
        assertEquals(expected, forged[0], () -> Arrays.toString(inputs) + " takes " + Arrays.toString(forged));
      });
      boolean honest = expected != UNDEFINED && gate.accepts(inputs, GateEvaluator.elements(GateEvaluator.honest(gate.gate(), inputs)));
      assertEquals(honest, taken[0], () -> "a witness for " + Arrays.toString(inputs));
    });
  }

  private static void forEach(List<long[]> candidates, Consumer<long[]> visitor) {
    int[] at = new int[candidates.size()];
    while (true) {
      long[] tuple = new long[at.length];
      for (int i = 0; i < at.length; i++) tuple[i] = candidates.get(i)[at[i]];
      visitor.accept(tuple);
      int i = 0;
      while (i < at.length && ++at[i] == candidates.get(i).length) at[i++] = 0;
      if (i == at.length) return;
    }
  }

  /** Instances with the neutral constant are not laid out, so that what is said of it had better be true. */
  @ParameterizedTest
  @MethodSource("gatesWithNeutralConstant")
  void neutralConstantGivesBackTheOtherInput(Subject subject) {
    GateOp gate = declare(subject.gate(), 12).gate();
    long c = gate.neutral().getAsLong();
    for (long[] inputs : subject.cases()) {
      for (long x : inputs) {
        assertEquals(x, GateEvaluator.honest(gate, c, x)[0]);
        assertEquals(x, GateEvaluator.honest(gate, x, c)[0]);
      }
    }
  }

  /** Of more elements than one product has factors: all distances one more, or the largest element's one less, whatever is chosen. */
  @Test
  void aPoolTakesNoMaximumThatIsNotAmongItsElements() {
    var gate = declare(new RoundPoolGate(ACC, null, 9, 12, Q25, true), 12);
    var cells = gate.gate().cells();
    long[] inputs = LongStream.of(5, 9, -3, 700, 701, 20, 0, 44, 650).map(x -> x << 12).toArray();
    for (long by : new long[] {1, -1}) {
      long[] forged = GateEvaluator.elements(GateEvaluator.honest(gate.gate(), inputs));
      assertTrue(gate.accepts(inputs, forged));
      forged[0] += by;
      forged[1 + cells.indexOf("y0")] += by;
      for (int i = 0; i < inputs.length; i++) {
        int distance = 1 + cells.indexOf("d" + i + "_0");
        forged[distance] = GateEvaluator.element(BigInteger.valueOf(forged[distance] + by));
      }
      for (long selector : new long[] {0, 1, 2, -1}) {
        forged[1 + cells.indexOf("s0")] = GateEvaluator.element(BigInteger.valueOf(selector));
        assertFalse(gate.accepts(inputs, forged), by + " with " + selector);
      }
    }
  }

  /** Whatever element of the field the inverse is said to be. */
  @Test
  void equalityHasOneAnswerForAnyInverse() {
    var gate = declare(new EqualGate(new QType(4, 1), new QType(4, 1), WHOLE), 12);
    var random = new Random(SEED);
    for (long a = -7; a <= 7; a++) {
      for (long b = -7; b <= 7; b++) {
        long wrong = a == b ? 0 : 1;
        for (int i = 0; i < 20; i++) {
          long inverse = GateEvaluator.element(new BigInteger(64, random));
          assertFalse(gate.accepts(new long[] {a, b}, new long[] {wrong, inverse}), a + " = " + b + ": " + wrong + ", " + inverse);
        }
        for (long y : new long[] {2, -1}) {
          long inverse = a == b ? 0 : GateEvaluator.element(BigInteger.valueOf(1 - y).multiply(BigInteger.valueOf(a - b).modInverse(P)));
          assertFalse(gate.accepts(new long[] {a, b}, GateEvaluator.elements(y, inverse)));
        }
      }
    }
  }

  @Test
  void quotientOutOfRangeHasNoWitness() {
    var gate = declare(new RoundGate(new RoundGate.Value(ACC), 12, Q25, true), 12);
    long[] inputs = {-(1L << 36) - 5000};
    assertFalse(gate.accepts(inputs, GateEvaluator.elements(GateEvaluator.honest(gate.gate(), inputs))));
  }

  /** A type that fills its limbs has one value more below than an honest one, and none beyond: bounds count on that. */
  @Test
  void aValueThatFillsItsLimbsIsNotBeyondTheBound() {
    var gate = declare(new RoundGate(new RoundGate.Value(ACC), 12, Q24, false), 12);
    assertFalse(gate.gate().cells().contains("neg"));
    assertEquals(BigInteger.ONE.shiftLeft(23), GateBuilder.bound(Q24));
    for (long quotient : new long[] {-(1L << 23) - 1, -(1L << 23), -(1L << 23) + 1, (1L << 23) - 1, 1L << 23, 1L << 24}) {
      long[] inputs = {quotient << 12};
      boolean inRange = quotient >= -(1L << 23) && quotient < 1L << 23;
      assertEquals(inRange, gate.accepts(inputs, GateEvaluator.elements(GateEvaluator.honest(gate.gate(), inputs))), "quotient " + quotient);
    }
  }

  /** With a remainder of one more or one less multiple of 2^s, or one that makes the quotient wrap around the modulus. */
  @Test
  void remaindersHaveJustTheBitsOfTheShift() {
    var gate = declare(new RoundGate(new RoundGate.Value(ACC), 12, Q24, false), 12);
    var cells = gate.gate().cells();
    long[] inputs = {5 << 12};
    long[] honest = GateEvaluator.honest(gate.gate(), inputs);
    for (long off : new long[] {1, -1, 2, 1L << 12}) {
      long[] forged = honest.clone();
      forged[0] += off;
      forged[1 + cells.indexOf("shifted0")] += off;
      forged[1 + cells.indexOf("r0")] -= off << 12;
      assertFalse(gate.accepts(inputs, GateEvaluator.elements(forged)), "off by " + off);
    }
    long[] wrapped = GateEvaluator.elements(honest);
    var step = BigInteger.valueOf(4096).modInverse(P);
    wrapped[0] = GateEvaluator.element(BigInteger.valueOf(honest[0]).subtract(step));
    wrapped[1 + cells.indexOf("shifted0")] = GateEvaluator.element(BigInteger.valueOf(honest[1 + cells.indexOf("shifted0")]).subtract(step));
    wrapped[1 + cells.indexOf("r0")] = GateEvaluator.element(BigInteger.valueOf(honest[1 + cells.indexOf("r0")]).add(BigInteger.ONE));
    assertFalse(gate.accepts(inputs, wrapped));
  }

  /** Products of truth values are not wider than the other factor. */
  @Test
  void boundsOfNarrowTypesAreTheirLargestValues() {
    assertEquals(BigInteger.ONE, GateBuilder.bound(WHOLE));
    assertTrue(ProductGate.fits(WHOLE, Q24, Q24));
    assertTrue(ProductGate.fits(Q24, Q24, new QType(47, 24)));
    assertFalse(ProductGate.fits(Q24, Q24, new QType(46, 24)));
  }

  @Test
  void quotientDoesNotWrapAroundTheModulus() {
    var gate = declare(new DivideGate(Q25, Q25, Q25), 12);
    long[] inputs = {4096, 3 * 4096};
    long[] honest = GateEvaluator.honest(gate.gate(), inputs);
    long[] wrapped = GateEvaluator.elements(honest);
    // y = (2 n + m - r) / (2 m) in the field, for a remainder that is off by one
    long r = honest[1 + gate.gate().cells().indexOf("r0")] + 1;
    var y = BigInteger.valueOf((inputs[0] << 13) + inputs[1] - r).multiply(BigInteger.valueOf(2 * inputs[1]).modInverse(P));
    wrapped[0] = GateEvaluator.element(y);
    assertFalse(gate.accepts(inputs, wrapped));
  }

  @Test
  void divisorThatIsNotPositiveHasNoWitness() {
    var gate = declare(new DivideGate(Q25, Q25, Q25), 12);
    int cells = 1 + gate.gate().cells().size();
    for (long divisor : new long[] {0, -1, -4096}) {
      for (long y : new long[] {0, 1, -1, 4096}) {
        long[] forged = new long[cells];
        forged[0] = y;
        forged[1] = Math.abs(y);
        forged[3] = y < 0 ? 1 : 0;
        assertFalse(gate.accepts(new long[] {4096, divisor}, GateEvaluator.elements(forged)));
      }
    }
  }

  /** Of a tie the odd neighbour is not taken, whatever the remainder is said to be. */
  @Test
  void aTieIsNotRoundedToTheOddNeighbour() {
    var gate = declare(new DivideEvenGate(Q25, new QType(2, 0), new QType(14, 0), OptionalLong.of(1)), 12);
    for (long odd : new long[] {1, 3, -1, -3}) {
      long[] inputs = {(odd + (odd > 0 ? 1 : -1)) * 4096 - (odd > 0 ? 2048 : -2048)};
      long[] honest = GateEvaluator.honest(gate.gate(), inputs);
      assertEquals(odd + (odd > 0 ? 1 : -1), honest[0]);
      var cells = gate.gate().cells();
      for (long r = -2; r <= 2; r++) {
        long[] forged = honest.clone();
        forged[0] = odd;
        forged[1 + cells.indexOf("odd")] = 1;
        forged[1 + cells.indexOf("half0")] = Math.abs(odd) / 2;
        forged[1 + cells.indexOf("r0")] = 2 * inputs[0] + 4096 - 2 * 4096 * odd - 1 + r;
        assertFalse(gate.accepts(inputs, GateEvaluator.elements(forged)), "odd " + odd + ", r " + r);
      }
    }
  }

  @Test
  void rangesThatCouldWrapAreRefused() {
    var wide = new QType(63, 24);
    assertThrows(GateLimitException.class, () -> declare(new DivideGate(new QType(62, 12), Q25, Q25), 12));
    assertThrows(GateLimitException.class, () -> declare(new RoundGate(new RoundGate.Product(wide, wide), 12, Q25, false), 12));
    assertThrows(GateLimitException.class, () -> declare(new ExpGate(new QType(40, 12), Q25), 12));
  }

  @Test
  void equalGatesAreDeclaredOnce() {
    var library = new GateLibrary(ModuleOp.create(Location.UNKNOWN), 12);
    assertEquals(library.declare(new ExtremumGate(true, Q25, false)), library.declare(new ExtremumGate(true, Q25, false)));
  }

  @Test
  void aTakenNameIsNotTakenOver() {
    var module = ModuleOp.create(Location.UNKNOWN);
    assertEquals("max_q25_12", new GateLibrary(module, 12).declare(new ExtremumGate(true, Q25, false)).symbolName());
    assertEquals("max_q25_12_0", new GateLibrary(module, 11).declare(new ExtremumGate(true, Q25, false)).symbolName());
  }
}
