package zkopt.lowering.affine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import zkopt.ir.CompileException;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;
import zkopt.onnx.OnnxExporter;
import zkopt.onnx.OnnxImporter;

/** What is exported, before and after the fusions of the ONNX level, gives ONNX Runtime the same outputs as the model that was imported. */
class OnnxExporterTest {
  private static final int CASES = 80;
  private static final String PASSES = "shape-inference-onnx,canonicalize,cse,fuse-onnx,shape-inference-onnx,canonicalize";

  @TempDir
  Path directory;

  @TestFactory
  Stream<DynamicTest> randomOperators() {
    return LongStream.range(1000, 1000 + CASES).mapToObj(RandomModel::of).map(c -> DynamicTest.dynamicTest(c.description(), () ->
        assertSameOutputs(Files.write(directory.resolve("model.onnx"), c.model().toByteArray()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nanogpt/nanoGPT-new.onnx", "mnist-tribuo-cnn/model.onnx", "vit-ibp-3-3-8/model.onnx", "cifar-tinymobilenet/model.onnx",
      "ultraface/Ultraface_version-RFB-320.onnx", "lenet/lenet_4_8_32.onnx", "light/light_squeezenet.onnx"})
  void publishedModels(String file) throws OrtException, IOException {
    Path path = Path.of(System.getProperty("user.dir")).resolve("../../shared/models").resolve(file).normalize();
    assumeTrue(Files.exists(path), "the shared models are absent: " + path);
    assertSameOutputs(path);
  }

  private static void assertSameOutputs(Path file) throws OrtException, IOException {
    float[] expected = run(Files.readAllBytes(file));
    for (String passes : new String[] {"shape-inference-onnx,fuse-onnx{enable-patterns=SoftmaxOfOldSets}", PASSES}) {
      var context = IRContext.withAllDialects();
      var module = OnnxImporter.importModel(context, file);
      Texts.run(context, passes, module);
      Texts.assertClose(expected, run(OnnxExporter.export(context, module)));
    }
  }

  /** The first output for inputs that are random, with fixed seeds: small numbers, or tokens. */
  private static float[] run(byte[] model) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try (var options = new OrtSession.SessionOptions(); var session = environment.createSession(model, options)) {
      for (NodeInfo input : session.getInputInfo().values()) inputs.put(input.getName(), random(environment, (TensorInfo) input.getInfo()));
      try (var results = session.run(inputs)) {
        FloatBuffer output = ((OnnxTensor) results.get(0)).getFloatBuffer();
        float[] values = new float[output.remaining()];
        output.get(values);
        return values;
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor random(OrtEnvironment environment, TensorInfo info) throws OrtException {
    var random = new Random(1);
    long[] shape = Arrays.stream(info.getShape()).map(d -> d < 0 ? 1 : d).toArray();
    int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (info.type == OnnxJavaType.INT64) return OnnxTensor.createTensor(environment, LongBuffer.wrap(random.longs(size, 0, 60).toArray()), shape);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) values[i] = (float) random.nextGaussian();
    return OnnxTensor.createTensor(environment, FloatBuffer.wrap(values), shape);
  }

  private static byte[] export(String text) {
    var context = IRContext.withAllDialects();
    return OnnxExporter.export(context, Parser.parse(context, "test", text));
  }

  /** A result that is an argument, a constant, or returned twice has a node of its own. */
  @Test
  void resultsMayBeAnything() throws OrtException {
    byte[] model = export("""
        func.func @main_graph(%x: tensor<2xf32> {onnx.name = "x"}) -> (tensor<2xf32> {onnx.name = "y"}, tensor<2xf32>, tensor<2xf32>, tensor<1xf32>) {
          %0 = "onnx.Neg"(%x) : (tensor<2xf32>) -> tensor<2xf32>
          %c = onnx.Constant dense<3.0> : tensor<1xf32>
          return %0, %0, %x, %c : tensor<2xf32>, tensor<2xf32>, tensor<2xf32>, tensor<1xf32>
        }
        """);
    try (var session = OrtEnvironment.getEnvironment().createSession(model)) {
      assertEquals(4, session.getNumOutputs());
      assertTrue(session.getOutputNames().contains("y"));
    }
  }

  @Test
  void whatOnnxCannotSayIsAnError() {
    var failure = assertThrows(CompileException.class, () -> export("""
        func.func @main_graph(%x: tensor<2x3x4xf32>) -> tensor<2x3x4xf32> {
          %0 = "onnx.SoftmaxV11"(%x) <{axis = 1 : si64}> : (tensor<2x3x4xf32>) -> tensor<2x3x4xf32>
          return %0 : tensor<2x3x4xf32>
        }
        """));
    assertTrue(failure.getMessage().contains("older operator set"), failure.getMessage());
  }
}
