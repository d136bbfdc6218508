package zkopt.lowering.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
  void gives(double[] expected, double[]... inputs) {
    Programs program = program();
    double[] actual = AffineInterpreter.of(program.run("onnx-to-affine")).run(inputs).getFirst();
    assertArrayEquals(expected, actual, 1e-5, operation);
  }

  /** The operation is refused. */
  void isRefused(String reason) {
    String error = program().errorOf("onnx-to-affine");
    assertTrue(error.contains(reason), () -> "expected '" + reason + "' in: " + error);
  }

  private Programs program() {
    var text = new StringBuilder("func.func @main_graph(");
    for (int i = 0; i < arguments.size(); i++) text.append(i > 0 ? ", " : "").append("%arg").append(i).append(": tensor<").append(arguments.get(i)).append('>');
    String result = operation.substring(operation.lastIndexOf("->") + 2).trim();
    text.append(") -> ").append(result).append(" {\n%none = \"onnx.NoValue\"() <{value}> : () -> none\n").append(constants)
        .append("\n%result = ").append(operation).append("\nreturn %result : ").append(result).append("\n}");
    return Programs.parse(text.toString());
  }

  static double[] values(double... values) {
    return values;
  }
}
