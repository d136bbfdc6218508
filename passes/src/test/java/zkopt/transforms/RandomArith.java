package zkopt.transforms;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Random functions over arith and math whose operands are constants more often than not: edges of each type, and splats and elements of
 * vectors and tensors. Every result is used by an unknown operation. Values of dynamic shape do not meet themselves: mlir-opt 19 makes
 * constants of that shape, which are invalid.
 */
final class RandomArith extends RandomFunctions {
  private record Named(String name, String type) {}

  private static final List<String> INTEGER = List.of("addi", "subi", "muli", "divsi", "divui", "ceildivsi", "ceildivui", "floordivsi", "remsi", "remui",
      "andi", "ori", "xori", "shli", "shrsi", "shrui", "maxsi", "minsi", "maxui", "minui");
  private static final List<String> OVERFLOWING = List.of("addi", "subi", "muli", "shli");
  private static final List<String> FLOAT = List.of("addf", "subf", "mulf", "divf", "remf", "maximumf", "minimumf");
  /** Without infinities and NaNs, of which mlir-opt 19 folds the last two wrongly. */
  private static final List<String> FINITE_FLOAT = List.of("addf", "subf", "maxnumf", "minnumf");
  private static final List<String> INTEGER_TYPES = List.of("i1", "i8", "i16", "i32", "i64", "index", "i65", "i100", "i128", "i200");
  private static final List<String> FLOAT_TYPES = List.of("f16", "bf16", "f32", "f64");
  private static final List<String> SHAPES = List.of("vector<3x", "tensor<2x", "tensor<?x", "vector<2x2x");
  private static final List<String> INTEGER_PREDICATES = List.of("eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge");
  private static final List<String> FLOAT_PREDICATES = List.of("false", "oeq", "ogt", "oge", "olt", "ole", "one", "ord", "ueq", "ugt", "uge", "ult", "ule",
      "une", "uno", "true");
  private static final List<String> OVERFLOWS = List.of("", "", "", " overflow<nsw>", " overflow<nuw>", " overflow<nsw, nuw>");
  private static final List<String> FASTMATH = List.of("", "", "", "", " fastmath<fast>", " fastmath<nnan>", " fastmath<nnan,nsz>", " fastmath<contract>");
  private static final List<String> INTEGER_MATH = List.of("absi", "ctlz", "cttz", "ctpop", "ipowi");

  private final List<String> mathFunctions;
  private final List<Named> values = new ArrayList<>();
  /** Whether all floats of the function are finite. */
  private boolean finite;

  private RandomArith(long seed, List<String> mathFunctions) {
    super(seed * 7919 + 17);
    this.mathFunctions = mathFunctions;
  }

  /** A module of {@code functions} functions of arith. */
  static String text(long seed, int functions) {
    return text(seed, functions, List.of());
  }

  /** The same with operations of math among them: those of integers, and these of one float. */
  static String text(long seed, int functions, List<String> mathFunctions) {
    return new RandomArith(seed, mathFunctions).module(functions);
  }

  @Override
  String function(int number) {
    begin();
    values.clear();
    finite = chance(5);
    var arguments = new ArrayList<String>();
    String integer = pick(INTEGER_TYPES);
    String real = pick(FLOAT_TYPES);
    for (int i = 0; i < 5; i++) {
      String type = i == 4 ? "i1" : i % 2 == 0 ? integer : real;
      if (chance(6)) type = pick(SHAPES) + type + ">";
      values.add(new Named("%arg" + i, type));
      arguments.add("%arg" + i + ": " + type);
    }
    int operations = 1 + random.nextInt(6);
    for (int i = 0; i < operations; i++) operation();
    for (Named value : values) {
      if (!value.name.startsWith("%arg") && !chance(3)) line("\"test.use\"(" + value.name + ") : (" + value.type + ") -> ()");
    }
    Named last = values.getLast();
    line("\"test.use\"(" + last.name + ") : (" + last.type + ") -> ()");
    return "  func.func @f" + number + "(" + String.join(", ", arguments) + ") {\n" + body + "    return\n  }\n";
  }

  private void line(String text) {
    line(1, text);
  }

  private String define(String type, String text) {
    String name = define(1, text);
    values.add(new Named(name, type));
    return name;
  }

  private static String element(String type) {
    return type.endsWith(">") ? type.substring(type.lastIndexOf('x', type.lastIndexOf("index") < 0 ? type.length() : type.lastIndexOf("index")) + 1, type.length() - 1) : type;
  }

  private static boolean isFloat(String type) {
    return FLOAT_TYPES.contains(element(type));
  }

  private static String with(String type, String element) {
    return type.endsWith(">") ? type.substring(0, type.length() - 1 - element(type).length()) + element + ">" : element;
  }

  /** A value of the type: one there is, or a constant. */
  private String value(String type) {
    var known = values.stream().filter(v -> v.type.equals(type)).toList();
    boolean dynamic = type.contains("?");
    if (!known.isEmpty() && (dynamic || chance(2))) return known.get(chance(2) ? known.size() - 1 : random.nextInt(known.size())).name;
    if (dynamic) return define(type, "\"test.make\"() : () -> " + type);
    String name = "%c" + names++;
    line(name + " = arith.constant " + constant(type));
    return name;
  }

  private String constant(String type) {
    String element = element(type);
    if (type.equals("i1")) return scalar(element);
    if (!type.endsWith(">")) return scalar(element) + " : " + element;
    if (chance(2)) return "dense<" + scalar(element) + "> : " + type;
    return "dense<" + (type.contains("2x2x") ? "[[" + scalar(element) + ", " + scalar(element) + "], [" + scalar(element) + ", " + scalar(element) + "]]"
        : "[" + scalar(element) + ", " + scalar(element) + (type.startsWith("vector<3x") ? ", " + scalar(element) : "") + "]") + "> : " + type;
  }

  private String scalar(String type) {
    if (type.equals("i1")) return chance(2) ? "true" : "false";
    if (isFloat(type)) return real(type);
    int width = type.equals("index") ? 64 : Integer.parseInt(type.substring(1));
    BigInteger least = BigInteger.ONE.shiftLeft(width - 1).negate();
    return switch (random.nextInt(12)) {
      case 0, 1 -> "0";
      case 2, 3 -> "1";
      case 4, 5 -> "-1";
      case 6 -> least.toString();
      case 7 -> least.not().toString();
      case 8 -> Integer.toString(width - 1 - random.nextInt(2) + random.nextInt(2));
      case 9 -> least.add(BigInteger.valueOf(1 + random.nextInt(3))).toString();
      case 10 -> new BigInteger(width, random).add(least).toString();
      default -> Integer.toString(random.nextInt(20) - 10);
    };
  }

  private String real(String type) {
    int kind = random.nextInt(14);
    return switch (finite && kind >= 7 && kind <= 10 ? 12 : kind) {
      case 0, 1 -> "0.0";
      case 2, 3 -> "-0.0";
      case 4, 5 -> "1.0";
      case 6 -> "-1.0";
      case 7 -> hexadecimal(type, 0x7F800000L);
      case 8 -> hexadecimal(type, 0xFF800000L);
      case 9 -> hexadecimal(type, 0x7FC00000L);
      case 10 -> chance(2) ? "1.0e-5" : "60000.0";
      case 11 -> random.nextInt(2000) / 8.0 - 100 + "";
      default -> Double.toString(Math.rint(random.nextGaussian() * 1000) / 256);
    };
  }

  /** The bits of an f32 in another type. */
  private static String hexadecimal(String type, long bits) {
    float value = Float.intBitsToFloat((int) bits);
    return switch (type) {
      case "f16" -> String.format("0x%04X", Float.floatToFloat16(value));
      case "bf16" -> String.format("0x%04X", bits >>> 16);
      case "f32" -> String.format("0x%08X", bits);
      default -> String.format("0x%016X", Double.doubleToRawLongBits(value));
    };
  }

  private void operation() {
    String type = chance(4) ? (chance(3) ? pick(SHAPES) : "") + pick(chance(2) ? INTEGER_TYPES : FLOAT_TYPES) : pick(values).type;
    if (type.contains("<") && !type.endsWith(">")) type += ">";
    if (!mathFunctions.isEmpty() && chance(2)) {
      math(type);
      return;
    }
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> binary(type);
      case 4 -> compare(type);
      case 5, 6 -> select(type);
      case 7, 8 -> cast(type);
      default -> other(type);
    }
  }

  private void math(String type) {
    if (!isFloat(type)) {
      String op = pick(INTEGER_MATH);
      if (!element(type).equals("i1")) define(type, "math." + op + " " + value(type) + (op.equals("ipowi") ? ", " + value(type) : "") + " : " + type);
    } else if (chance(6)) {
      define(type, "math.copysign " + value(type) + ", " + value(type) + " : " + type);
    } else {
      define(type, "math." + pick(mathFunctions) + " " + value(type) + " : " + type);
    }
  }

  private void binary(String type) {
    String op = pick(isFloat(type) ? finite ? FINITE_FLOAT : FLOAT : INTEGER);
    // mlir-opt 19 forgets that an element overflowed, or was divided by zero
    if (type.endsWith(">") && (op.equals("ceildivsi") || op.equals("floordivsi"))) op = "divsi";
    String flags = isFloat(type) ? pick(FASTMATH) : OVERFLOWING.contains(op) ? pick(OVERFLOWS) : "";
    String x = value(type);
    String y = chance(8) ? x : value(type);
    if (type.contains("?") && x.equals(y)) return;
    define(type, "arith." + op + " " + x + ", " + y + flags + " : " + type);
    if (chance(3) && !type.contains("?")) define(type, "arith." + op + " " + values.getLast().name + ", " + value(type) + " : " + type);
  }

  private void compare(String type) {
    String predicate = pick(isFloat(type) ? FLOAT_PREDICATES : INTEGER_PREDICATES);
    String x = value(type);
    String y = value(type);
    if (!type.contains("?")) define(with(type, "i1"), "arith.cmp" + (isFloat(type) ? "f " : "i ") + predicate + ", " + x + ", " + y + " : " + type);
  }

  private void select(String type) {
    boolean masked = type.endsWith(">") && chance(2);
    String condition = masked ? with(type, "i1") : "i1";
    define(type, "arith.select " + value(condition) + ", " + value(type) + ", " + value(type) + " : " + (masked ? condition + ", " : "") + type);
  }

  private static int width(String element) {
    return element.equals("bf16") ? 16 : Integer.parseInt(element.substring(1));
  }

  private void cast(String type) {
    String element = element(type);
    if (element.equals("index")) {
      String to = with(type, pick(List.of("i8", "i32", "i64", "i65", "i128")));
      define(to, "arith." + pick(List.of("index_cast", "index_castui")) + " " + value(type) + " : " + type + " to " + to);
      return;
    }
    if (isFloat(element)) {
      String to = pick(List.of("f16", "bf16", "f32", "f64", "i1", "i8", "i16", "i32", "i64", "i100"));
      String op = !isFloat(to) ? width(to) == width(element) && chance(2) ? "bitcast" : pick(List.of("fptosi", "fptoui"))
          : width(to) > width(element) ? "extf" : width(to) < width(element) ? "truncf" : to.equals(element) ? null : "bitcast";
      if (op != null) define(with(type, to), "arith." + op + " " + value(type) + " : " + type + " to " + with(type, to));
      return;
    }
    String to = pick(List.of("i1", "i8", "i16", "i32", "i64", "i65", "i128", "i200", "index", "f16", "bf16", "f32", "f64"));
    String op = to.equals("index") ? pick(List.of("index_cast", "index_castui"))
        : isFloat(to) ? width(to) == width(element) && chance(2) ? "bitcast" : pick(List.of("sitofp", "uitofp"))
        : width(to) > width(element) ? pick(List.of("extsi", "extui")) : width(to) < width(element) ? "trunci" : null;
    if (op != null) define(with(type, to), "arith." + op + " " + value(type) + " : " + type + " to " + with(type, to));
  }

  private void other(String type) {
    if (isFloat(type)) {
      define(type, "arith.negf " + value(type) + pick(FASTMATH) + " : " + type);
      return;
    }
    if (element(type).equals("index")) {
      binary(type);
      return;
    }
    String op = pick(List.of("addui_extended", "mulsi_extended", "mului_extended"));
    String second = op.startsWith("add") ? with(type, "i1") : type;
    String name = "%v" + names++;
    String high = "%v" + names++;
    line(name + ", " + high + " = arith." + op + " " + value(type) + ", " + value(type) + " : " + type + (op.startsWith("add") ? ", " + second : ""));
    values.add(new Named(name, type));
    values.add(new Named(high, second));
  }
}
