package zkopt.tools.prove;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import zkopt.assigner.LaidOutModel;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.text.Parser;
import zkopt.protocol.Profile;
import zkopt.prover.ProofWork;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.Stage;
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
  record Effort(ProofLoop.Effort compile, ProofLoop.Effort warmUp, ProofLoop.Effort measured) {
    static final Effort USUAL = new Effort(ProofLoop.Effort.of(1, 8), ProofLoop.Effort.of(1, 1), ProofLoop.Effort.of(ProofLoop.ROUNDS, 2.5));
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

  private final Effort effort;
  private final List<ProofLoop> loops;

  /** Compiles the circuits, and proves until the virtual machine is warm. */
  MachineCalibration(Profile profile) {
    this(profile, CIRCUITS, Effort.USUAL);
  }

  MachineCalibration(Profile profile, List<Circuit> circuits, Effort effort) {
    this.effort = effort;
    this.loops = circuits.stream().map(circuit -> loop(profile, circuit)).flatMap(Optional::stream).toList();
    loops.getLast().warmUp(effort.compile);
    loops.forEach(loop -> loop.warmUp(effort.warmUp));
  }

  /** One of the rounds. */
  void round(int round) {
    loops.forEach(loop -> loop.round(round, effort.measured));
  }

  /** What explains the times of all rounds. */
  UnitCosts costs() {
    return UnitCosts.fit(loops.stream().map(MachineCalibration::sample).toList());
  }

  /** Nothing where the memory is too small for the circuit. */
  private static Optional<ProofLoop> loop(Profile profile, Circuit circuit) {
    var compiler = new Compiler();
    ModuleOp module = Parser.parse(compiler.context(), "calibration", text(circuit));
    compiler.toAffine(module);
    compiler.toFixed(module, FixedPoint.DEFAULT);
    compiler.toPlonk(module);
    var parameters = new Parameters(profile.name().toLowerCase(Locale.ROOT), SECURITY_BITS, false, true, circuit.minLogRows, null);
    long heap = ProofForecast.of(Layouts.estimate(module, parameters), Layouts.proofParameters(parameters)).heapBytes();
    if (heap > Runtime.getRuntime().maxMemory() / 2) return Optional.empty();
    LaidOutModel model = Layouts.of(module, parameters);
    ProvingKey key = Layouts.commit(model, parameters, new byte[Setup.SEED_BYTES]);
    long[] input = new long[circuit.samples * WIDTH];
    Arrays.setAll(input, i -> i * 37 % 4096);
    return Optional.of(new ProofLoop(key, () -> LoadedModel.run(model, new long[][] {input})));
  }

  private static UnitCosts.Sample sample(ProofLoop loop) {
    ProofRuns runs = loop.runs();
    ProofWork work = ProofWork.of(loop.key().verifyingKey().shape());
    Map<String, Double> millis = runs.stages();
    // not by how lucky these proofs were
    work.items().stream().filter(i -> i.name().equals(Stage.GRINDING.title())).forEach(i -> millis.put(i.name(), i.amounts()[0] * runs.millisOfNonce()));
    return new UnitCosts.Sample(work, millis);
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
