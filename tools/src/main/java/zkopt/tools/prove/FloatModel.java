package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.lowering.interp.AffineInterpreter;

/** The float model, as the compiler understands it: what the fixed-point one is measured against. */
final class FloatModel {
  private final AffineInterpreter interpreter;

  /** @param affine a module at the affine level */
  FloatModel(ModuleOp affine) {
    interpreter = AffineInterpreter.of(affine);
  }

  static FloatModel load(Path onnx, Map<String, Long> dimensions) {
    return new FloatModel(new Compiler().readAffine(onnx, dimensions));
  }

  /** The outputs for one sample, each row-major. */
  double[][] run(double[][] inputs) {
    List<float[]> outputs = interpreter.run(floats(inputs));
    return outputs.stream().map(o -> IntStream.range(0, o.length).mapToDouble(i -> o[i]).toArray()).toArray(double[][]::new);
  }

  /** In the precision of the float model. */
  static float[][] floats(double[][] values) {
    return Arrays.stream(values).map(FloatModel::floats).toArray(float[][]::new);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
    return floats;
  }
}
