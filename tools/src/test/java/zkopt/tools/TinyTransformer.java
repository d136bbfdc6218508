package zkopt.tools;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A block of a transformer as exporters write it, in parts: a layer normalisation, causal attention with one head, a network with a GELU, and
 * what is passed around both. Random weights.
 */
final class TinyTransformer {
  private static final int TOKENS = 4;
  private static final int WIDTH = 6;
  private static final int INNER = 8;

  private final Random random;
  private final StringBuilder body = new StringBuilder();

  private TinyTransformer(long seed) {
    random = new Random(seed);
  }

  /** The text of a module at the ONNX level. */
  static String text(long seed) {
    return new TinyTransformer(seed).module();
  }

  private String module() {
    body.append("%none = \"onnx.NoValue\"() <{value}> : () -> none\n");
    String x = type(TOKENS, WIDTH);
    String n = normalised("%x");
    for (String name : new String[] {"q", "k", "v"}) dense(name, n, WIDTH, WIDTH);
    body.append("%kt = \"onnx.Transpose\"(%k) <{perm = [1, 0]}> : (").append(x).append(") -> ").append(type(WIDTH, TOKENS)).append('\n');
    String scores = type(TOKENS, TOKENS);
    line("%s", "MatMul", scores, "%q", x, "%kt", type(WIDTH, TOKENS));
    scalar("%scale", "0.4082");
    line("%scaled", "Mul", scores, "%s", scores, "%scale", type());
    body.append("%mask = onnx.Constant dense<").append(mask()).append("> : ").append(scores.replace("f32", "i1")).append('\n');
    scalar("%far", "-10.0");
    body.append("%masked = \"onnx.Where\"(%mask, %far, %scaled) : (").append(scores.replace("f32", "i1")).append(", tensor<f32>, ").append(scores)
        .append(") -> ").append(scores).append('\n');
    body.append("%p = \"onnx.Softmax\"(%masked) <{axis = -1 : si64}> : (").append(scores).append(") -> ").append(scores).append('\n');
    line("%a", "MatMul", x, "%p", scores, "%v", x);
    dense("o", "%a", WIDTH, WIDTH);
    line("%r", "Add", x, "%x", x, "%o", x);
    dense("up", "%r", WIDTH, INNER);
    gelu("%up", type(TOKENS, INNER));
    dense("down", "%gelu", INNER, WIDTH);
    line("%y", "Add", x, "%r", x, "%down", x);
    return "func.func @main_graph(%x: " + x + ") -> " + x + " {\n" + body + "return %y : " + x + "\n}\n";
  }

  private String normalised(String x) {
    String type = type(TOKENS, WIDTH);
    String column = type(TOKENS, 1);
    mean("%mean", x, type, column);
    line("%centred", "Sub", type, x, type, "%mean", column);
    line("%square", "Mul", type, "%centred", type, "%centred", type);
    mean("%variance", "%square", type, column);
    scalar("%epsilon", "0.01");
    line("%shifted", "Add", column, "%variance", column, "%epsilon", type());
    body.append("%deviation = \"onnx.Sqrt\"(%shifted) : (").append(column).append(") -> ").append(column).append('\n');
    line("%unit", "Div", type, "%centred", type, "%deviation", column);
    constant("%gain", WIDTH);
    constant("%shift", WIDTH);
    line("%gained", "Mul", type, "%unit", type, "%gain", type(WIDTH));
    line("%normalised", "Add", type, "%gained", type, "%shift", type(WIDTH));
    return "%normalised";
  }

  private void gelu(String x, String type) {
    scalar("%root", "1.41421356");
    scalar("%one", "1.0");
    scalar("%half", "0.5");
    line("%t0", "Div", type, x, type, "%root", type());
    body.append("%t1 = \"onnx.Erf\"(%t0) : (").append(type).append(") -> ").append(type).append('\n');
    line("%t2", "Add", type, "%t1", type, "%one", type());
    line("%t3", "Mul", type, x, type, "%t2", type);
    line("%gelu", "Mul", type, "%t3", type, "%half", type());
  }

  private void mean(String name, String x, String type, String column) {
    body.append("%s = \"onnx.ReduceMean\"(%s, %%none) <{axes = [1], keepdims = 1 : si64}> : (%s, none) -> %s\n".formatted(name, x, type, column));
  }

  /** {@code %name}: the product with a matrix, and a bias. */
  private void dense(String name, String x, int in, int out) {
    constant("%w_" + name, in, out);
    constant("%b_" + name, out);
    line("%m_" + name, "MatMul", type(TOKENS, out), x, type(TOKENS, in), "%w_" + name, type(in, out));
    line("%" + name, "Add", type(TOKENS, out), "%b_" + name, type(out), "%m_" + name, type(TOKENS, out));
  }

  private void line(String name, String operator, String type, String a, String typeOfA, String b, String typeOfB) {
    body.append("%s = \"onnx.%s\"(%s, %s) : (%s, %s) -> %s loc(\"%s\")\n".formatted(name, operator, a, b, typeOfA, typeOfB, type, name.substring(1)));
  }

  private void scalar(String name, String value) {
    body.append("%s = onnx.Constant dense<%s> : tensor<f32>\n".formatted(name, value));
  }

  private void constant(String name, int... shape) {
    body.append("%s = onnx.Constant dense<%s> : %s\n".formatted(name, shape.length == 1 ? row(shape[0])
        : random.ints(shape[0]).mapToObj(_ -> row(shape[1])).collect(Collectors.joining(", ", "[", "]")), type(shape)));
  }

  private String row(int size) {
    return random.doubles(size, -0.6, 0.6).mapToObj(v -> String.format(Locale.ROOT, "%.4f", v)).collect(Collectors.joining(", ", "[", "]"));
  }

  /** True for what lies ahead. */
  private static String mask() {
    var rows = new StringBuilder("[");
    for (int i = 0; i < TOKENS; i++) {
      rows.append(i == 0 ? "[" : ", [");
      for (int j = 0; j < TOKENS; j++) rows.append(j == 0 ? "" : ", ").append(j > i);
      rows.append(']');
    }
    return rows.append(']').toString();
  }

  private static String type(int... shape) {
    var text = new StringBuilder("tensor<");
    for (int size : shape) text.append(size).append('x');
    return text.append("f32>").toString();
  }
}
