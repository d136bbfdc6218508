package zkopt.tools.prove;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.TableCells;
import zkopt.assigner.TableCost;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.text.Parser;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofShape;
import zkopt.protocol.constraint.Oracle;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.tools.artifact.CompiledModel.Parameters;
import zkopt.tools.prove.MachineProfile.Timed;

/** Measures proofs of dense networks of a few sizes: tables with the mix of contractions, rounding gates, lookups and copies of any model. */
final class MachineCalibration {
  private static final int SECURITY_BITS = 100;
  private static final int MIN_LOG_ROWS = 8;
  /** Samples, and layers of {@value #WIDTH} values each. */
  private static final int[][] SIZES = {{2, 1}, {16, 1}, {64, 4}, {256, 24}};
  private static final int WIDTH = 64;
  /** Each is proved for so long until the methods are compiled, and then for so long to be measured. */
  private static final long WARM_UP_NANOS = 4_000_000_000L;
  private static final long MEASURED_NANOS = 2_000_000_000L;

  private MachineCalibration() {}

  /** The sizes, smallest first. */
  static List<Timed> measure(Profile profile) {
    var timed = new ArrayList<Timed>();
    for (int[] size : SIZES) timed.add(measure(profile, size[0], size[1]));
    return timed;
  }

  private static Timed measure(Profile profile, int samples, int layers) {
    var compiler = new Compiler();
    ModuleOp module = Parser.parse(compiler.context(), "calibration", text(samples, layers));
    compiler.toAffine(module);
    compiler.toFixed(module, FixedPoint.DEFAULT);
    compiler.toPlonk(module);
    var parameters = new Parameters(profile.name().toLowerCase(Locale.ROOT), SECURITY_BITS, false, true, MIN_LOG_ROWS, null);
    LaidOutModel model = Layouts.of(module, parameters);
    byte[] seed = new byte[Setup.SEED_BYTES];
    ProvingKey key = Layouts.commit(model, parameters, seed);
    long[] input = new long[samples * WIDTH];
    Arrays.setAll(input, i -> i * 37 % 4096);
    LaidOutModel.Run run = LoadedModel.run(model, new long[][] {input});
    prove(key, run, seed, WARM_UP_NANOS);
    List<Double> millis = prove(key, run, seed, MEASURED_NANOS);
    return new Timed(cells(key.verifyingKey().shape()), millis.get(millis.size() / 2));
  }

  /** The times of proofs, sorted, as many as begin within some time. */
  private static List<Double> prove(ProvingKey key, LaidOutModel.Run run, byte[] seed, long nanos) {
    var millis = new ArrayList<Double>();
    long first = System.nanoTime();
    for (long start = first; start - first < nanos; start = System.nanoTime()) {
      Prover.prove(key, run.assignment(), seed).toBytes();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    millis.sort(Comparator.naturalOrder());
    return millis;
  }

  /** What decides the time of a proof. */
  static double cells(ProofShape shape) {
    return TableCost.TIME.of(new TableCells(shape.width(Oracle.WITNESS), 0, 0, shape.width(Oracle.PHASE2), shape.width(Oracle.QUOTIENT),
        shape.width(Oracle.WEIGHTS), shape.width(Oracle.FIXED)), shape.logRows());
  }

  /** Layers of a dense network: x := relu(x w). */
  private static String text(int samples, int layers) {
    var ir = new StringBuilder();
    String type = "tensor<%dx%dxf32>".formatted(samples, WIDTH);
    String weights = "tensor<%1$dx%1$dxf32>".formatted(WIDTH);
    ir.append("func.func @main_graph(%%x0: %1$s {onnx.name = \"x\"}) -> (%1$s {onnx.name = \"y\"}) {%n".formatted(type));
    for (int i = 0; i < layers; i++) {
      ir.append("  %%w%d = onnx.Constant dense<%s> : %s%n".formatted(i, weightText(), weights));
      ir.append("  %%m%1$d = \"onnx.MatMul\"(%%x%1$d, %%w%1$d) : (%2$s, %3$s) -> %2$s%n".formatted(i, type, weights));
      ir.append("  %%x%d = \"onnx.Relu\"(%%m%d) : (%3$s) -> %3$s%n".formatted(i + 1, i, type));
    }
    return ir.append("  return %%x%d : %s%n}%n".formatted(layers, type)).toString();
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
