package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import zkopt.ir.CompileException;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IRContext;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.onnx.OnnxImporter;
import zkopt.onnx.proto.GraphProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.TensorProto;

/**
 * The node tests that the {@code onnx} Python package carries, for the supported operators: imported, lowered to loops, run, compared.
 * Integer inputs (shapes) are made initializers, as exporters write them.
 */
class OnnxNodeTest {
  private static final Set<String> OPERATORS = Set.of("Add", "Sub", "Mul", "Div", "Relu", "Conv", "Gemm", "MatMul", "MaxPool",
      "AveragePool", "GlobalAveragePool", "Reshape", "Flatten", "Softmax", "Identity", "Dropout", "Transpose", "Constant");

  /** What may be refused: other element types, second outputs, training, sizes of zero. */
  private static final Pattern REFUSED = Pattern.compile("element type|has the output|training mode|has the size 0");

  private static final double TOLERANCE = 1e-4;

  @TempDir
  Path directory;

  @TestFactory
  List<DynamicTest> nodeTests() throws IOException, InterruptedException {
    var tests = new ArrayList<DynamicTest>();
    try (Stream<Path> cases = Files.list(nodeTestDirectory())) {
      for (Path test : cases.sorted().toList()) {
        var model = ModelProto.parseFrom(Files.readAllBytes(test.resolve("model.onnx")));
        if (isAboutTensors(model) && model.getGraph().getNodeList().stream().map(NodeProto::getOpType).allMatch(OPERATORS::contains)) {
          tests.add(DynamicTest.dynamicTest(test.getFileName().toString(), () -> check(test, model)));
        }
      }
    }
    assertTrue(tests.size() > 100, () -> "only " + tests.size() + " node tests found");
    return tests;
  }

  private static boolean isAboutTensors(ModelProto model) {
    return model.getGraph().getInputList().stream().allMatch(i -> i.getType().hasTensorType());
  }

  private static Path nodeTestDirectory() throws IOException, InterruptedException {
    String where = "";
    try {
      var python = new ProcessBuilder("python3", "-c", "import onnx, os; print(os.path.dirname(onnx.__file__))")
          .redirectError(ProcessBuilder.Redirect.DISCARD).start();
      where = new String(python.getInputStream().readAllBytes()).strip();
      python.waitFor();
    } catch (IOException e) {
      abort("no python3");
    }
    Path tests = Path.of(where).resolve("backend/test/data/node");
    if (where.isEmpty() || !Files.isDirectory(tests)) abort("the Python package 'onnx' is not installed");
    return tests;
  }

  private void check(Path test, ModelProto original) throws IOException {
    Path data = test.resolve("test_data_set_0");
    var context = IRContext.withAllDialects();
    var inputs = new ArrayList<float[]>();
    Path model = Files.write(directory.resolve("model.onnx"), withShapesAsInitializers(original, data, context, inputs).toByteArray());
    float[] expected = OnnxImporter.readTensor(context, data.resolve("output_0.pb")).toFloats();
    try {
      var module = OnnxImporter.importModel(context, model);
      Texts.run(context, "onnx-to-affine", module);
      assertClose(expected, AffineInterpreter.of(module).run(inputs.toArray(float[][]::new)).getFirst());
    } catch (CompileException e) {
      assertTrue(REFUSED.matcher(e.getMessage()).find(), e.getMessage());
      abort(e.getMessage());
    }
  }

  /** Float inputs are added to {@code inputs}. */
  private static ModelProto withShapesAsInitializers(ModelProto model, Path data, IRContext context, List<float[]> inputs)
      throws IOException {
    GraphProto.Builder graph = model.getGraph().toBuilder();
    for (int i = 0; i < graph.getInputCount(); i++) {
      Path file = data.resolve("input_" + i + ".pb");
      var tensor = TensorProto.parseFrom(Files.readAllBytes(file));
      if (tensor.getDataType() == TensorProto.DataType.INT64_VALUE) {
        graph.addInitializer(tensor.toBuilder().setName(graph.getInput(i).getName()));
      } else {
        ElementsAttr input = OnnxImporter.readTensor(context, file);
        inputs.add(input.toFloats());
      }
    }
    return model.toBuilder().setGraph(graph).build();
  }

  static void assertClose(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], TOLERANCE * (1 + Math.abs(expected[i])), "element " + i);
    }
  }
}
