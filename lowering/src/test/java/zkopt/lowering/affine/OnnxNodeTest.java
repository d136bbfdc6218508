package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.onnx.OnnxImporter;

/** ONNX's own node tests: imported, lowered to loops, run, compared. */
class OnnxNodeTest {
  /** What may be refused: other element types, second outputs, training, sizes of zero. */
  private static final Pattern REFUSED = Pattern.compile("element type|has the output|training mode|has the size 0");

  private static final double TOLERANCE = 1e-4;

  @TempDir
  Path directory;

  @TestFactory
  List<DynamicTest> nodeTests() throws IOException, InterruptedException {
    return OnnxNodeCases.all().stream().map(test -> DynamicTest.dynamicTest(test.name(), () -> check(test))).toList();
  }

  private void check(OnnxNodeCases.Case test) throws IOException {
    var context = IRContext.withAllDialects();
    Path model = test.write(directory);
    float[] expected = test.output();
    try {
      var module = OnnxImporter.importModel(context, model);
      Texts.run(context, "onnx-to-affine", module);
      assertClose(expected, AffineInterpreter.of(module).run(test.inputs()).getFirst());
    } catch (CompileException e) {
      assertTrue(REFUSED.matcher(e.getMessage()).find(), e.getMessage());
      abort(e.getMessage());
    }
  }

  static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], TOLERANCE * (1 + Math.abs(expected[i])), "element " + i);
    }
  }
}
