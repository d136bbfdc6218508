package zkopt.tools.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.ir.CompileException;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.Type;
import zkopt.lowering.fixed.Calibration;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.lowering.interp.ExecutionException;
import zkopt.onnx.ImportOptions;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.check.MockProver;
import zkopt.tools.cli.ToolException;
import zkopt.tools.levels.FixedPorts;
import zkopt.tools.prove.Compiler;
import zkopt.tools.prove.FixedPoint;
import zkopt.verifier.Verifier;

/** Takes one node test through the levels. */
final class NodeTestRun {
  /** The float interpreter may be off by this much, and by as much of an output's size. */
  private static final double FLOAT_TOLERANCE = 1e-4;
  /** The same where the expected values were rounded to a shorter type on the way, too. */
  private static final double SHORT_FLOAT_TOLERANCE = 1e-3;
  private static final ProofParameters PARAMETERS = ProofParameters.of(Profile.BALANCED, 100);
  private static final LayoutOptions LAYOUT = LayoutOptions.of(PARAMETERS.blindingRows());

  private final NodeTest test;
  private final Set<String> bound;
  private final boolean prove;
  private Stage passed = Stage.NONE;
  private FixedError error = FixedError.NONE;
  private int rows;
  private boolean roundsQuotients;

  private NodeTestRun(NodeTest test, Set<String> bound, boolean prove) {
    this.test = test;
    this.bound = bound;
    this.prove = prove;
  }

  /**
   * The outcome with as few inputs bound to their values as leads to a table.
   *
   * @param prove whether to go beyond the table
   */
  static Outcome of(NodeTest test, boolean prove) {
    Outcome best = null;
    for (Set<String> bound : test.bindings()) {
      Outcome outcome = new NodeTestRun(test, bound, prove).run();
      if (best == null || outcome.passed().compareTo(best.passed()) > 0) best = outcome;
      if (best.passed(Stage.TABLE)) break;
    }
    return best;
  }

  private Outcome run() {
    try {
      allLevels();
      return outcome("", false);
    } catch (WrongResultException e) {
      return outcome(e.getMessage(), true);
    } catch (CompileException | ToolException | AssignmentException | ExecutionException e) {
      return outcome(e.getMessage(), false);
    } catch (OutOfMemoryError _) {
      return outcome("a table of " + rows + " rows needs more memory than the Java heap has", false);
    } catch (RuntimeException e) {
      return outcome("internal error: " + e, true);
    }
  }

  private Outcome outcome(String reason, boolean wrong) {
    return new Outcome(test, bound, passed, error, rows, reason.lines().findFirst().orElse(""), wrong);
  }

  private void allLevels() {
    if (test.hasSequenceOutputs()) throw new ToolException("an output is a sequence, whose expected tensors are not read");
    var compiler = new Compiler();
    Map<String, ElementsAttr> constants = constants();
    ModuleOp module = compiler.importModel(test.model(), new ImportOptions(Map.of(), constants));
    passed = Stage.IMPORTED;
    compiler.toAffine(module);
    roundsQuotients = RoundedQuotients.in(module);
    double[][] inputs = IntStream.range(0, test.inputNames().size())
        .filter(i -> !constants.containsKey(test.inputNames().get(i))).mapToObj(i -> values(test.input(i))).toArray(double[][]::new);
    List<double[]> reals = checkFloats(module, inputs);
    Calibration.annotate(module, List.<double[][]>of(inputs));
    ErrorBounds bounds = ErrorBounds.of(compiler, module, inputs);
    compiler.toFixed(module, FixedPoint.DEFAULT);
    List<long[]> fixed = checkFixed(module, inputs, reals, bounds);
    compiler.toPlonk(module);
    LaidOutModel model = Layout.of(module, LAYOUT);
    rows = model.report().usedRows();
    LaidOutModel.Run run = model.run(FixedPorts.quantize(model.inputs(), inputs));
    checkTable(model, run, fixed);
    if (prove) prove(model, run);
  }

  private Map<String, ElementsAttr> constants() {
    return bound.stream().collect(Collectors.toMap(name -> name, name -> test.input(test.inputNames().indexOf(name))));
  }

  private List<double[]> checkFloats(ModuleOp module, double[][] inputs) {
    List<double[]> outputs = AffineInterpreter.of(module).run(inputs);
    for (int i = 0; i < outputs.size(); i++) {
      boolean isShort = roundingOf(test.output(i).type().elementType()) > 0;
      compare(i, outputs.get(i), isShort ? SHORT_FLOAT_TOLERANCE : FLOAT_TOLERANCE);
    }
    passed = Stage.FLOAT;
    return outputs;
  }

  /** Fixed point may be off from the loops in reals by what its formats bound, and no more. */
  private List<long[]> checkFixed(ModuleOp module, double[][] inputs, List<double[]> reals, ErrorBounds bounds) {
    var ports = FixedPorts.of(module);
    List<long[]> outputs = AffineInterpreter.of(module).runFixed(FixedPorts.quantize(ports.inputs(), inputs));
    if (!bounds.areOf(outputs)) throw new WrongResultException("the outputs are not those of which the errors are bounded");
    for (int i = 0; i < outputs.size(); i++) {
      for (int j = 0; j < outputs.get(i).length; j++) {
        double real = reals.get(i)[j];
        if (!Double.isFinite(real)) throw new ToolException("output " + i + " is not finite, and fixed point has no infinities and no NaN");
        var here = new FixedError(Math.abs(ports.outputs().get(i).dequantize(outputs.get(i)[j]) - real), bounds.bound(i, j, real));
        if (!here.isWithinBound()) throw new WrongResultException("fixed-point output %d, element %d: %s is off by %s, and no more than %s is explained by its formats".formatted(i, j, real, here.distance(), here.bound()));
        error = error.worse(here);
      }
    }
    passed = Stage.FIXED;
    return outputs;
  }

  /** @throws WrongResultException when an element of output {@code i} is off by more than {@code tolerance}, or by that part of it */
  private void compare(int i, double[] actual, double tolerance) {
    ElementsAttr tensor = test.output(i);
    double[] expected = values(tensor);
    if (expected.length != actual.length) {
      throw new WrongResultException("output %d has %d elements, but %d are expected".formatted(i, actual.length, expected.length));
    }
    for (int j = 0; j < expected.length; j++) {
      if (expected[j] == actual[j] || Double.isNaN(expected[j]) && Double.isNaN(actual[j])) continue;
      if (!Double.isFinite(expected[j])) throw new ToolException("output " + i + " is not finite, and fixed point has no infinities and no NaN");
      double distance = Math.abs(expected[j] - actual[j]) / Math.max(1, Math.abs(expected[j]));
      boolean nextWhole = roundsQuotients && tensor.type().elementType() instanceof IntegerType && Math.abs(expected[j] - actual[j]) <= 1;
      if (!nextWhole && !(distance <= tolerance + roundingOf(tensor.type().elementType()))) {
        throw new WrongResultException("float output %d, element %d: expected %s, but got %s".formatted(i, j, expected[j], actual[j]));
      }
    }
  }

  /** What an element type that is shorter than float32 rounds at most, relatively. */
  private static double roundingOf(Type type) {
    return type == FloatType.BF16 ? 0x1p-8 : type == FloatType.F16 ? 0x1p-11 : 0;
  }

  private static double[] values(ElementsAttr tensor) {
    return IntStream.range(0, Math.toIntExact(tensor.count())).mapToDouble(tensor::doubleAt).toArray();
  }

  private void checkTable(LaidOutModel model, LaidOutModel.Run run, List<long[]> fixed) {
    for (int i = 0; i < fixed.size(); i++) {
      if (!Arrays.equals(fixed.get(i), run.outputs()[i])) throw new WrongResultException("output " + i + " of the table is not that of the fixed level");
    }
    var violations = MockProver.check(model.circuit(), run.assignment());
    if (!violations.isEmpty()) throw new WrongResultException("the table violates " + violations.getFirst());
    passed = Stage.TABLE;
  }

  private void prove(LaidOutModel model, LaidOutModel.Run run) {
    ProvingKey key = Setup.run(model.circuit(), model.weights(), PARAMETERS, new byte[Setup.SEED_BYTES]);
    byte[] proof = Prover.prove(key, run.assignment(), new byte[Setup.SEED_BYTES]).toBytes();
    var verdict = Verifier.verify(key.verifyingKey(), run.assignment().instance(), proof);
    if (!verdict.accepted()) throw new WrongResultException("the proof is rejected: " + verdict.reason());
    passed = Stage.PROVED;
  }
}
