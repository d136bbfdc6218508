package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import zkopt.ir.IRContext;
import zkopt.onnx.OnnxImporter;
import zkopt.onnx.proto.GraphProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.TensorProto;

/**
 * The node tests that the {@code onnx} Python package carries, for the supported operators. Integer inputs (shapes) are made
 * initializers, as exporters write them.
 */
public final class OnnxNodeCases {
  private static final Set<String> OPERATORS = Set.of("Add", "Sub", "Mul", "Div", "Relu", "Conv", "Gemm", "MatMul", "MaxPool",
      "AveragePool", "GlobalAveragePool", "Reshape", "Flatten", "Softmax", "Identity", "Dropout", "Transpose", "Constant");

  private OnnxNodeCases() {}

  /** One test: the model's bytes and the folder of its data. */
  public record Case(String name, ModelProto model, Path data) {
    /** Writes the model to a file in {@code directory}. */
    public Path write(Path directory) throws IOException {
      GraphProto.Builder graph = model.getGraph().toBuilder();
      for (int i = 0; i < graph.getInputCount(); i++) {
        TensorProto tensor = input(i);
        if (isShape(tensor)) graph.addInitializer(tensor.toBuilder().setName(graph.getInput(i).getName()));
      }
      return Files.write(directory.resolve("model.onnx"), model.toBuilder().setGraph(graph).build().toByteArray());
    }

    /** The inputs that are not shapes. */
    public float[][] inputs() throws IOException {
      var inputs = new ArrayList<float[]>();
      for (int i = 0; i < model.getGraph().getInputCount(); i++) {
        if (!isShape(input(i))) inputs.add(floats("input_" + i));
      }
      return inputs.toArray(float[][]::new);
    }

    public float[] output() {
      return floats("output_0");
    }

    private TensorProto input(int i) throws IOException {
      return TensorProto.parseFrom(Files.readAllBytes(data.resolve("input_" + i + ".pb")));
    }

    private float[] floats(String name) {
      return OnnxImporter.readTensor(IRContext.withAllDialects(), data.resolve(name + ".pb")).toFloats();
    }

    private static boolean isShape(TensorProto tensor) {
      return tensor.getDataType() == TensorProto.DataType.INT64_VALUE;
    }
  }

  /** All tests, by name; aborts the calling test when the package is not there. */
  public static List<Case> all() throws IOException, InterruptedException {
    var all = new ArrayList<Case>();
    try (Stream<Path> folders = Files.list(directory())) {
      for (Path test : folders.sorted().toList()) {
        var model = ModelProto.parseFrom(Files.readAllBytes(test.resolve("model.onnx")));
        if (isAboutTensors(model) && model.getGraph().getNodeList().stream().map(NodeProto::getOpType).allMatch(OPERATORS::contains)) {
          all.add(new Case(test.getFileName().toString(), model, test.resolve("test_data_set_0")));
        }
      }
    }
    assertTrue(all.size() > 100, () -> "only " + all.size() + " node tests found");
    return all;
  }

  private static boolean isAboutTensors(ModelProto model) {
    return model.getGraph().getInputList().stream().allMatch(i -> i.getType().hasTensorType());
  }

  private static Path directory() throws IOException, InterruptedException {
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
}
