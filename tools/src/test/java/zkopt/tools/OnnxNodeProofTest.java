package zkopt.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import zkopt.assigner.AssignmentException;
import zkopt.assigner.LaidOutModel;
import zkopt.assigner.Layout;
import zkopt.assigner.LayoutOptions;
import zkopt.assigner.Port;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.lowering.affine.OnnxNodeCases;
import zkopt.onnx.OnnxImporter;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.protocol.Profile;
import zkopt.protocol.ProofParameters;
import zkopt.prover.Prover;
import zkopt.prover.ProvingKey;
import zkopt.prover.Setup;
import zkopt.prover.check.MockProver;
import zkopt.verifier.Verdict;
import zkopt.verifier.Verifier;

/** ONNX's own node tests: compiled, laid out, checked by the mock prover, proved and verified. */
@Tag("slow")
class OnnxNodeProofTest {
  /** What may be refused: what the importer does not take, divisors of any sign, results that are constants, inputs over 4096. */
  private static final Pattern REFUSED = Pattern.compile("element type|has the output|training mode|has the size 0"
      + "|divisor is not proven to be positive|only fixed-point values have gates|does not fit the format");

  /** An output may be off by this much, and by as much of its size: 12 fraction bits, with room for a sum of roundings. */
  private static final double TOLERANCE = 4e-3;

  @TempDir
  Path directory;

  @TestFactory
  List<DynamicTest> nodeTests() throws IOException, InterruptedException {
    return OnnxNodeCases.all().stream().map(test -> DynamicTest.dynamicTest(test.name(), () -> check(test))).toList();
  }

  private void check(OnnxNodeCases.Case test) throws IOException {
    var context = IRContext.withAllDialects();
    var parameters = ProofParameters.of(Profile.BALANCED, 100);
    LaidOutModel model;
    LaidOutModel.Run run;
    try {
      var module = OnnxImporter.importModel(context, test.write(directory));
      boolean ok = new PassManager(context, PassPipeline.parse("builtin.module(onnx-to-affine,affine-to-fixed,fixed-to-plonk)", PassRegistry.load())).run(module);
      if (!ok) throw new CompileException(context.diagnostics().drain().toString());
      model = Layout.of(module, LayoutOptions.of(parameters.blindingRows()));
      run = model.run(quantize(model.inputs(), test.inputs()));
    } catch (CompileException | AssignmentException e) {
      assertTrue(REFUSED.matcher(e.getMessage()).find(), e.getMessage());
      abort(e.getMessage());
      return;
    }
    assertClose(test.output(), model.outputs().getFirst(), run.outputs()[0]);
    assertEquals(List.of(), MockProver.check(model.circuit(), run.assignment()));
    ProvingKey key = Setup.run(model.circuit(), model.weights(), parameters, new byte[Setup.SEED_BYTES]);
    byte[] proof = Prover.prove(key, run.assignment(), new byte[Setup.SEED_BYTES]).toBytes();
    Verdict verdict = Verifier.verify(key.verifyingKey(), run.assignment().instance(), proof);
    assertTrue(verdict.accepted(), verdict.reason());
  }

  private static long[][] quantize(List<Port> ports, float[][] inputs) {
    long[][] integers = new long[inputs.length][];
    for (int i = 0; i < inputs.length; i++) {
      integers[i] = new long[inputs[i].length];
      for (int j = 0; j < inputs[i].length; j++) integers[i][j] = ports.get(i).quantize(inputs[i][j]);
    }
    return integers;
  }

  private static void assertClose(float[] expected, Port port, long[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], port.dequantize(actual[i]), TOLERANCE * (1 + Math.abs(expected[i])), "element " + i);
    }
  }
}
