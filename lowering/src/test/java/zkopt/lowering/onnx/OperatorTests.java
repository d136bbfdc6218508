package zkopt.lowering.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.ir.ElementsAttr;
import zkopt.lowering.Programs;

/** Checks of what operators compute, on text. */
final class OperatorTests {
  private OperatorTests() {}

  /** The text of a function without arguments that applies {@code operator} to constants such as {@code dense<1.0> : tensor<2xf32>}; "none" is absent. */
  private static String applied(Result result, String operator, String attributes, String... constants) {
    var text = new StringBuilder("func.func @main_graph() -> tensor<*xf32> {\n");
    String[] types = new String[constants.length];
    for (int i = 0; i < constants.length; i++) {
      boolean absent = constants[i].equals("none");
      types[i] = absent ? "none" : constants[i].substring(constants[i].indexOf("> : ") + 4);
      text.append(absent ? "%%c%d = \"onnx.NoValue\"() <{value}> : () -> none\n".formatted(i) : "%%c%d = onnx.Constant %s\n".formatted(i, constants[i]));
    }
    String operands = String.join(", ", IntStream.range(0, constants.length).mapToObj(i -> "%c" + i).toList());
    String results = String.join(", ", Collections.nCopies(result.of, "tensor<*xf32>"));
    return text.append("%%y:%d = \"onnx.%s\"(%s) <{%s}> : (%s) -> (%s)\n".formatted(result.of, operator, operands, attributes, String.join(", ", types), results))
        .append("return %%y#%d : tensor<*xf32>\n}".formatted(result.number)).toString();
  }

  /** Result {@code number} of so many. */
  record Result(int number, int of) {
    static final Result ONLY = new Result(0, 1);
  }

  /** What {@code operator} gives of constants: by its decomposition, its loops and the interpreter of floats. */
  private static ElementsAttr folded(Result result, String operator, String attributes, String... constants) {
    var module = Programs.parse(applied(result, operator, attributes, constants)).run("shape-inference-onnx");
    var function = (FuncOp) module.body().first();
    return ((ConstantOp) function.body().terminator().operand(0).definingOp()).value();
  }

  /** The same values, to within float32's rounding, in a result of this type. */
  static void assertFolds(String type, double[] expected, String operator, String attributes, String... constants) {
    assertFolds(Result.ONLY, type, expected, operator, attributes, constants);
  }

  /** As {@link #assertFolds(String, double[], String, String, String...)}. */
  static void assertFolds(Result result, String type, double[] expected, String operator, String attributes, String... constants) {
    ElementsAttr actual = folded(result, operator, attributes, constants);
    assertEquals(type, actual.type().toString());
    double[] values = IntStream.range(0, Math.toIntExact(actual.count())).mapToDouble(actual::doubleAt).toArray();
    assertArrayEquals(expected, values, 1e-5, () -> Arrays.toString(values));
  }

  static String errorOf(String operator, String attributes, String... constants) {
    return Programs.parse(applied(Result.ONLY, operator, attributes, constants)).errorOf("shape-inference-onnx");
  }

  /** The error of a model that has no loops. */
  static String errorOfModel(String text) {
    return Programs.parse(text).errorOf("onnx-to-affine");
  }

  /** What the fixed-point form of a model of one input computes. */
  static double[] fixed(String text, double... input) {
    var module = Programs.parse(text).run("onnx-to-affine,affine-to-fixed");
    float[] floats = new float[input.length];
    for (int i = 0; i < floats.length; i++) floats[i] = (float) input[i];
    return Programs.runFixed(module, floats);
  }
}
