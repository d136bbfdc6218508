package zkopt.lowering.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import zkopt.lowering.Programs;
import zkopt.lowering.interp.AffineInterpreter;

/** One ONNX operation on arguments {@code %arg0}, {@code %arg1}, ...; before it, text may define constants. */
record Computed(String constants, String operation, List<String> arguments) {
  static Computed of(String operation, String... arguments) {
    return new Computed("", operation, List.of(arguments));
  }

  Computed with(String definitions) {
    return new Computed(definitions, operation, arguments);
  }

  /** The operation's first result has these elements, row-major. */
  Further gives(double[] expected, double[]... inputs) {
    List<double[]> actual = AffineInterpreter.of(program().run("onnx-to-affine")).run(inputs);
    return new Further(actual, 0, operation).andThen(expected);
  }

  /** The results from {@code next} on. */
  record Further(List<double[]> actual, int next, String operation) {
    /** The next result has these elements. */
    Further andThen(double[] expected) {
      assertArrayEquals(expected, actual.get(next), 1e-5, () -> "result " + next + " of " + operation);
      return new Further(actual, next + 1, operation);
    }
  }

  /** The operation is refused. */
  void isRefused(String reason) {
    String error = program().errorOf("onnx-to-affine");
    assertTrue(error.contains(reason), () -> "expected '" + reason + "' in: " + error);
  }

  private Programs program() {
    var text = new StringBuilder("func.func @main_graph(");
    for (int i = 0; i < arguments.size(); i++) text.append(i > 0 ? ", " : "").append("%arg").append(i).append(": tensor<").append(arguments.get(i)).append('>');
    String types = operation.substring(operation.lastIndexOf("->") + 2).trim();
    long results = types.chars().filter(c -> c == '<').count();
    String names = LongStream.range(0, results).mapToObj(i -> "%result#" + i).collect(Collectors.joining(", "));
    text.append(") -> ").append(types).append(" {\n%none = \"onnx.NoValue\"() <{value}> : () -> none\n").append(constants)
        .append("\n%result:").append(results).append(" = ").append(operation).append("\nreturn ").append(names).append(" : ")
        .append(types.replaceAll("[()]", "")).append("\n}");
    return Programs.parse(text.toString());
  }

  static double[] values(double... values) {
    return values;
  }
}
