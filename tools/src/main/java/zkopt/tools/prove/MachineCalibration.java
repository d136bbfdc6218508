package zkopt.tools.prove;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import zkopt.assigner.LaidOutModel;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.text.Parser;
import zkopt.protocol.Profile;
import zkopt.prover.ProofWork;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.Stage;
import zkopt.prover.StageTimes;
import zkopt.tools.artifact.CompiledModel.Parameters;

/**
 * Measures proofs of dense networks whose tables have all kinds of shapes, narrow and wide, low and high, with few lookups and many, and finds the
 * unit costs that explain the times of their stages.
 */
final class MachineCalibration {
  private static final int SECURITY_BITS = 100;
  private static final int WIDTH = 64;

  /**
   * How long proofs are made.
   *
   * @param compile before any count: until the methods are compiled
   * @param warmUp before those of a circuit count
   * @param measured that count
   */
  record Effort(Duration compile, Duration warmUp, Duration measured) {
    static final Effort USUAL = new Effort(Duration.ofSeconds(6), Duration.ofMillis(1500), Duration.ofSeconds(2));
  }

  /**
   * A network of layers x := f(x w).
   *
   * @param samples how many x
   * @param function f, of the ONNX dialect
   * @param minLogRows a table that is higher than it need be is narrow
   */
  record Circuit(int samples, int layers, String function, int minLogRows) {}

  static final List<Circuit> CIRCUITS = List.of(
      new Circuit(16, 2, "Relu", 8), new Circuit(2, 1, "Relu", 8), new Circuit(16, 1, "Sigmoid", 11), new Circuit(64, 4, "Relu", 8),
      new Circuit(64, 4, "Tanh", 12), new Circuit(64, 2, "Relu", 13), new Circuit(256, 24, "Relu", 8));

  private MachineCalibration() {}

  static UnitCosts measure(Profile profile) {
    return measure(profile, CIRCUITS, Effort.USUAL);
  }

  static UnitCosts measure(Profile profile, List<Circuit> circuits, Effort effort) {
    var samples = new ArrayList<UnitCosts.Sample>();
    Duration warmUp = effort.compile;
    for (Circuit circuit : circuits) {
      samples.add(measure(profile, circuit, warmUp, effort.measured));
      warmUp = effort.warmUp;
    }
    return UnitCosts.fit(samples);
  }

  private static UnitCosts.Sample measure(Profile profile, Circuit circuit, Duration warmUp, Duration measured) {
    var compiler = new Compiler();
    ModuleOp module = Parser.parse(compiler.context(), "calibration", text(circuit));
    compiler.toAffine(module);
    compiler.toFixed(module, FixedPoint.DEFAULT);
    compiler.toPlonk(module);
    var parameters = new Parameters(profile.name().toLowerCase(Locale.ROOT), SECURITY_BITS, false, true, circuit.minLogRows, null);
    LaidOutModel model = Layouts.of(module, parameters);
    byte[] seed = new byte[Setup.SEED_BYTES];
    ProvingKey key = Layouts.commit(model, parameters, seed);
    long[] input = new long[circuit.samples * WIDTH];
    Arrays.setAll(input, i -> i * 37 % 4096);
    LaidOutModel.Run run = LoadedModel.run(model, new long[][] {input});
    prove(key, run, warmUp);
    return new UnitCosts.Sample(ProofWork.of(key.verifyingKey().shape()), medians(prove(key, run, measured)));
  }

  /** A proof's time and that of its stages, in nanoseconds. */
  private record Timed(long all, StageTimes stages) {}

  /** As many proofs as begin within some time, but at least one, each with a seed of its own: how long grinding takes is chance. */
  private static List<Timed> prove(ProvingKey key, LaidOutModel.Run run, Duration time) {
    var timed = new ArrayList<Timed>();
    long first = System.nanoTime();
    for (long start = first; timed.isEmpty() || start - first < time.toNanos(); start = System.nanoTime()) {
      byte[] seed = new byte[Setup.SEED_BYTES];
      Arrays.fill(seed, (byte) timed.size());
      var stages = new StageTimes();
      Prover.prove(key, run.assignment(), seed, stages).toBytes();
      timed.add(new Timed(System.nanoTime() - start, stages));
    }
    return timed;
  }

  private static Map<String, Double> medians(List<Timed> proofs) {
    Map<String, Double> millis = new HashMap<>();
    for (Stage stage : Stage.values()) millis.put(stage.title(), median(proofs, t -> t.stages.of(stage)));
    // the mean says more of chance than the median of a few
    millis.put(Stage.GRINDING.title(), Math.log(2) * proofs.stream().mapToLong(t -> t.stages.of(Stage.GRINDING)).average().orElseThrow() / 1e6);
    millis.put(ProofWork.OTHER, median(proofs, t -> t.all - t.stages.total()));
    return millis;
  }

  private static double median(List<Timed> proofs, ToDoubleFunction<Timed> nanos) {
    double[] sorted = proofs.stream().mapToDouble(nanos).sorted().toArray();
    return sorted[sorted.length / 2] / 1e6;
  }

  private static String text(Circuit circuit) {
    var ir = new StringBuilder();
    String type = "tensor<%dx%dxf32>".formatted(circuit.samples, WIDTH);
    String weights = "tensor<%1$dx%1$dxf32>".formatted(WIDTH);
    ir.append("func.func @main_graph(%%x0: %1$s {onnx.name = \"x\"}) -> (%1$s {onnx.name = \"y\"}) {%n".formatted(type));
    for (int i = 0; i < circuit.layers; i++) {
      ir.append("  %%w%d = onnx.Constant dense<%s> : %s%n".formatted(i, weightText(), weights));
      ir.append("  %%m%1$d = \"onnx.MatMul\"(%%x%1$d, %%w%1$d) : (%2$s, %3$s) -> %2$s%n".formatted(i, type, weights));
      ir.append("  %%x%d = \"onnx.%s\"(%%m%d) : (%4$s) -> %4$s%n".formatted(i + 1, circuit.function, i, type));
    }
    return ir.append("  return %%x%d : %s%n}%n".formatted(circuit.layers, type)).toString();
  }

  /** Rows of small numbers of both signs. */
  private static String weightText() {
    var rows = new ArrayList<String>();
    for (int i = 0; i < WIDTH; i++) {
      var row = new ArrayList<String>();
      for (int j = 0; j < WIDTH; j++) row.add("%.3f".formatted(((i * 31 + j * 17) % 61 - 29) / 500.0));
      rows.add(row.toString());
    }
    return rows.toString();
  }
}
