package zkopt.lowering.affine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import zkopt.ir.IRContext;
import zkopt.lowering.interp.AffineInterpreter;
import zkopt.onnx.OnnxImporter;

/** Random operators, attributes and shapes: the loops compute what ONNX Runtime computes. */
class OnnxRuntimeTest {
  private static final int CASES = 160;

  @TempDir
  Path directory;

  @TestFactory
  Stream<DynamicTest> randomOperators() {
    return LongStream.range(0, CASES).mapToObj(RandomModel::of).map(c -> DynamicTest.dynamicTest(c.description(), () -> check(c)));
  }

  private void check(RandomModel.Case test) throws OrtException, IOException {
    Path file = Files.write(directory.resolve("model.onnx"), test.model().toByteArray());
    var context = IRContext.withAllDialects();
    var module = OnnxImporter.importModel(context, file);
    Texts.run(context, "onnx-to-affine", module);
    Texts.assertClose(reference(test), AffineInterpreter.of(module).run(test.inputs().toArray(float[][]::new)).getFirst());
  }

  private static float[] reference(RandomModel.Case test) throws OrtException {
    var environment = OrtEnvironment.getEnvironment();
    var inputs = new HashMap<String, OnnxTensor>();
    try (var options = new OrtSession.SessionOptions(); var session = environment.createSession(test.model().toByteArray(), options)) {
      for (int i = 0; i < test.inputs().size(); i++) {
        String name = test.model().getGraph().getInput(i).getName();
        inputs.put(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(test.inputs().get(i)), test.shapes().get(i)));
      }
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
}
