package zkopt.lowering.plonk.gates;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;

/** A composed gate takes the witness of both gates, and none that gives another output. */
class GateCompositionTest {
  private static final QType Q25 = new QType(25, 12);
  private static final QType ACC = new QType(62, 24);

  /**
   * Gate {@code first} into inputs {@code wire} of {@code second}.
   *
   * @param between whether the value between them has a cell
   */
  record Pair(Gate first, Gate second, List<Integer> wire, List<Integer> shared, boolean between, List<long[]> cases) {
    @Override
    public String toString() {
      return first.name() + " then " + second.name();
    }

    GateComposition declare(GateLibrary library) {
      return new GateComposition(library.declare(first), library.declare(second), wire, shared);
    }
  }

  static Stream<Pair> pairs() {
    var product = new RoundGate(new RoundGate.Product(Q25, Q25), 12, Q25, false);
    var sub = new LinearGate("sub", List.of(Q25, Q25), List.of(1L, -1L), Q25);
    var tanh = new InterpolationGate(UnaryOp.Kind.TANH, Q25, Q25);
    return Stream.of(
        new Pair(product, new ClampGate(Q25, 0, 6 << 12, Q25), List.of(0), List.of(-1), true, cases(2, 70_000)),
        new Pair(product, product, List.of(0), List.of(-1, 1), true, cases(2, 70_000)),
        new Pair(new SqrtGate(Q25, Q25), new SqrtGate(Q25, Q25), List.of(0), List.of(-1), false, List.of(new long[] {0}, new long[] {4095}, new long[] {1 << 22})),
        new Pair(tanh, product, List.of(0), List.of(-1, 0), true, cases(1, 8 << 11)),
        new Pair(tanh, product, List.of(0, 1), List.of(-1, -1), true, cases(1, 8 << 11)),
        new Pair(new LinearGate("neg", List.of(Q25), List.of(-1L), Q25), new SqrtGate(Q25, Q25), List.of(0), List.of(-1), false,
            List.of(new long[] {0}, new long[] {-4096}, new long[] {-70_001})),
        new Pair(sub, tanh, List.of(0), List.of(-1), false, cases(2, 2 << 12)),
        new Pair(new RoundGate(new RoundGate.Value(ACC), 12, Q25, false), tanh, List.of(0), List.of(-1), true, cases(1, 2L << 24)),
        new Pair(product, new RoundGate(new RoundGate.Value(Q25), 3, Q25, true), List.of(0), List.of(-1), true, cases(2, 70_000)),
        new Pair(product, new RoundPoolGate(Q25, Q25, 2, 3, Q25, true), List.of(0, 2), List.of(-1, -1, -1), true, cases(3, 7_000)),
        new Pair(new SqrtGate(Q25, Q25), new DivideGate(Q25, Q25, Q25), List.of(1), List.of(-1, -1), false,
            List.of(new long[] {4096, 4096}, new long[] {100_000, -3}, new long[] {5, 70_000})));
  }

  private static List<long[]> cases(int inputs, long bound) {
    return Stream.of(0L, 1L, -1L, bound, -bound, bound / 3, -bound / 7)
        .map(x -> LongStream.range(0, inputs).map(i -> i == 0 ? x : bound / 2 - x / 3).toArray()).toList();
  }

  private static GateOp compose(Pair pair, GateLibrary library, ModuleOp module) {
    return pair.declare(library).declare(OpBuilder.atEnd(module.body()), "composed");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void computesOneAfterTheOther(Pair pair) {
    var module = ModuleOp.create(Location.UNKNOWN);
    var library = new GateLibrary(module, 12);
    var composed = new GateEvaluator(compose(pair, library, module));
    var composition = pair.declare(library);
    assertEquals(pair.between(), composed.gate().cells().contains("between"));
    for (long[] inputs : pair.cases()) {
      long[] honest = GateEvaluator.honest(composed.gate(), inputs);
      assertEquals(oneAfterTheOther(pair, composition, inputs), honest[0]);
      assertTrue(composed.accepts(inputs, GateEvaluator.elements(honest)), () -> Arrays.toString(inputs) + " -> " + Arrays.toString(honest));
    }
  }

  private static long oneAfterTheOther(Pair pair, GateComposition composition, long[] inputs) {
    int first = composition.producer().inputs().size();
    long between = GateEvaluator.honest(composition.producer(), Arrays.copyOf(inputs, first))[0];
    var own = composition.ownInputs();
    long[] in = new long[pair.shared().size()];
    for (int i = 0; i < in.length; i++) in[i] = pair.wire().contains(i) ? between : inputs[pair.shared().get(i) >= 0 ? pair.shared().get(i) : first + own.indexOf(i)];
    return GateEvaluator.honest(composition.consumer(), in)[0];
  }

  /** Whatever cell alone is changed, or two of them: what is taken has the honest output. */
  @ParameterizedTest
  @MethodSource("pairs")
  void takesNoOtherOutput(Pair pair) {
    var module = ModuleOp.create(Location.UNKNOWN);
    var composed = new GateEvaluator(compose(pair, new GateLibrary(module, 12), module));
    for (long[] inputs : pair.cases().subList(0, 3)) {
      long[] honest = GateEvaluator.elements(GateEvaluator.honest(composed.gate(), inputs));
      for (int i = 0; i < honest.length; i++) {
        for (long changed : dishonest(honest[i])) {
          long[] forged = honest.clone();
          forged[i] = changed;
          rejectsOrAgrees(composed, inputs, honest, forged);
          for (int j = i + 1; j < honest.length; j++) {
            for (long also : dishonest(honest[j])) {
              long[] twice = forged.clone();
              twice[j] = also;
              rejectsOrAgrees(composed, inputs, honest, twice);
            }
          }
        }
      }
    }
  }

  private static long[] dishonest(long element) {
    BigInteger v = GateEvaluator.unsigned(element);
    return Stream.of(v.add(BigInteger.ONE), v.subtract(BigInteger.ONE), BigInteger.ZERO, BigInteger.ONE, v.negate(), v.shiftLeft(1))
        .mapToLong(GateEvaluator::element).filter(x -> x != element).distinct().toArray();
  }

  private static void rejectsOrAgrees(GateEvaluator gate, long[] inputs, long[] honest, long[] forged) {
    if (gate.accepts(inputs, forged)) assertEquals(honest[0], forged[0], () -> Arrays.toString(inputs) + " takes " + Arrays.toString(forged));
  }

  /** The value between the gates is not free: with a false one neither the first gate's cells nor the second's fit. */
  @Test
  void theValueBetweenIsWhatTheFirstGateMakes() {
    var module = ModuleOp.create(Location.UNKNOWN);
    var pair = pairs().findFirst().orElseThrow();
    var library = new GateLibrary(module, 12);
    var composed = new GateEvaluator(compose(pair, library, module));
    long[] inputs = {8192, 8192};
    // the cells of an honest clamp of 3, in place of the product 4
    long[] of = GateEvaluator.honest(composed.gate(), 8192, 6144);
    long[] honest = GateEvaluator.honest(composed.gate(), inputs);
    assertEquals(4 << 12, honest[0]);
    long[] mixed = of.clone();
    int producerCells = 1 + 1 + pair.declare(library).producer().cells().size();
    System.arraycopy(honest, 2, mixed, 2, producerCells - 2);
    assertFalse(composed.accepts(inputs, GateEvaluator.elements(mixed)));
    assertFalse(composed.accepts(inputs, GateEvaluator.elements(of)));
  }

  /** One value that is defined by two forms: one takes its place, the other has to equal it. */
  @Test
  void eachDefinitionIsDemanded() {
    var module = ModuleOp.create(Location.UNKNOWN);
    var library = new GateLibrary(module, 12);
    var pool = new RoundPoolGate(ACC, null, 2, 12, Q25, false);
    var composition = new GateComposition(library.declare(new LinearGate("shl", List.of(Q25), List.of(4096L), ACC)), library.declare(pool), List.of(0, 1), List.of(-1, -1));
    var composed = new GateEvaluator(composition.declare(OpBuilder.atEnd(module.body()), "composed"));
    long[] honest = GateEvaluator.honest(composed.gate(), 77);
    assertEquals(77, honest[0]);
    assertTrue(composed.accepts(new long[] {77}, GateEvaluator.elements(honest)));
    for (int i = 0; i < honest.length; i++) {
      long[] forged = honest.clone();
      forged[i]++;
      assertFalse(composed.accepts(new long[] {77}, GateEvaluator.elements(forged)), "cell " + i);
    }
  }
}
