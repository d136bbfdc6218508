package zkopt.lowering.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.ir.ElementsAttr;
import zkopt.lowering.Programs;

/** Checks of what operators compute, on text. */
final class OperatorTests {
  private OperatorTests() {}

  /** The text of a function without arguments that applies {@code operator} to constants such as {@code dense<1.0> : tensor<2xf32>}; "none" is absent. */
  static String applied(String operator, String attributes, String... constants) {
    var text = new StringBuilder("func.func @main_graph() -> tensor<*xf32> {\n");
    String[] types = new String[constants.length];
    for (int i = 0; i < constants.length; i++) {
      boolean absent = constants[i].equals("none");
      types[i] = absent ? "none" : constants[i].substring(constants[i].indexOf("> : ") + 4);
      text.append(absent ? "%%c%d = \"onnx.NoValue\"() <{value}> : () -> none\n".formatted(i) : "%%c%d = onnx.Constant %s\n".formatted(i, constants[i]));
    }
    String operands = String.join(", ", IntStream.range(0, constants.length).mapToObj(i -> "%c" + i).toList());
    return text.append("%%y = \"onnx.%s\"(%s) <{%s}> : (%s) -> tensor<*xf32>\n".formatted(operator, operands, attributes, String.join(", ", types)))
        .append("return %y : tensor<*xf32>\n}").toString();
  }

  /** What {@code operator} gives of constants: by its decomposition, its loops and the interpreter of floats. */
  static ElementsAttr folded(String operator, String attributes, String... constants) {
    var module = Programs.parse(applied(operator, attributes, constants)).run("shape-inference-onnx");
    var function = (FuncOp) module.body().first();
    return ((ConstantOp) function.body().terminator().operand(0).definingOp()).value();
  }

  /** The same values, to within float32's rounding, in a result of this type. */
  static void assertFolds(String type, double[] expected, String operator, String attributes, String... constants) {
    ElementsAttr actual = folded(operator, attributes, constants);
    assertEquals(type, actual.type().toString());
    double[] values = IntStream.range(0, Math.toIntExact(actual.count())).mapToDouble(actual::doubleAt).toArray();
    assertArrayEquals(expected, values, 1e-5, () -> Arrays.toString(values));
  }

  static String errorOf(String operator, String attributes, String... constants) {
    return Programs.parse(applied(operator, attributes, constants)).errorOf("shape-inference-onnx");
  }

  /** What the fixed-point form of a model of one input computes. */
  static double[] fixed(String text, double... input) {
    var module = Programs.parse(text).run("onnx-to-affine,affine-to-fixed");
    float[] floats = new float[input.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) input[i];
    return Programs.runFixed(module, floats);
  }
}
