package zkopt.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * The text of a module made at random, well formed, over builtin, func, arith, math, memref, affine, scf, cf and tensor. The names of
 * values are not those that a printer chooses, and types, constants, maps, attributes and nesting vary.
 */
final class RandomModule {
  private record Named(String name, String type) {}

  private static final List<String> INT_OPS = List.of("addi", "subi", "muli", "divsi", "divui", "remsi", "remui", "ceildivsi", "floordivsi", "ceildivui",
      "andi", "ori", "xori", "shli", "shrsi", "shrui", "maxsi", "minsi", "maxui", "minui");
  private static final List<String> FLOAT_OPS = List.of("addf", "subf", "mulf", "divf", "remf", "maximumf", "minimumf", "maxnumf", "minnumf");
  private static final List<String> MATH_OPS = List.of("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "rsqrt", "cbrt", "tanh", "sinh",
      "cosh", "sin", "cos", "tan", "asin", "acos", "atan", "asinh", "acosh", "atanh", "erf", "absf", "floor", "ceil", "roundeven", "round", "trunc");
  private static final List<String> INT_TYPES = List.of("i1", "i8", "i16", "i32", "i64", "index", "i7", "vector<4xi32>", "tensor<2x?xi64>");
  private static final List<String> FLOAT_TYPES = List.of("f16", "bf16", "f32", "f64", "vector<2x3xf32>", "tensor<?xf32>", "tensor<4xf64>", "vector<[4]xf16>");
  private static final List<String> BUFFERS = List.of("memref<4x?xf32>", "memref<8xf64>", "memref<i32>", "memref<2x3x4xi8, 1>",
      "memref<4xf32, strided<[2], offset: 1>>", "memref<4x4xf32, affine_map<(d0, d1) -> (d1, d0)>>");

  private final Random random;
  private final StringBuilder out = new StringBuilder();
  private final List<Named> values = new ArrayList<>();
  /** Induction variables and other values that affine subscripts may name. */
  private final List<String> dims = new ArrayList<>();
  private int names;
  private int depth = 1;

  private RandomModule(Random random) {
    this.random = random;
  }

  static String text(long seed, int functions) {
    var module = new RandomModule(new Random(seed));
    module.out.append("module").append(module.chance(3) ? " @m" + seed : "").append(module.chance(3) ? " attributes {x.seed = " + seed + " : i64}" : "").append(" {\n");
    for (int i = 0; i < functions; i++) module.function(i);
    return module.out.append("}\n").toString();
  }

  private boolean chance(int n) {
    return random.nextInt(n) == 0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String fresh() {
    return (chance(4) ? "%v-" : chance(3) ? "%x." : "%name_") + names++;
  }

  private void line(String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  private String attributes() {
    return chance(6) ? " {" + pick(List.of("a", "b.c = 1 : i32", "\"odd key\" = \"s\\22t\"", "m = affine_map<(d0)[s0] -> (s0 + d0 * 2)>", "l = [1, 2.5 : f32, @f0]",
        "d = {p = unit, q = i32}", "z = array<i64: 1, -2>", "s = affine_set<(d0) : (d0 - 3 >= 0)>", "h = 0x7FC00000 : f32")) + "}" : "";
  }

  private void function(int number) {
    values.clear();
    dims.clear();
    var arguments = new ArrayList<String>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      var argument = new Named(fresh(), pick(chance(2) ? INT_TYPES : FLOAT_TYPES));
      values.add(argument);
      arguments.add(argument.name + ": " + argument.type + (chance(8) ? " {x.arg}" : ""));
    }
    if (chance(2)) {
      var buffer = new Named(fresh(), pick(BUFFERS));
      values.add(buffer);
      arguments.add(buffer.name + ": " + buffer.type);
    }
    line("func.func " + (chance(4) ? "private " : "") + "@f" + number + "(" + String.join(", ", arguments) + ")" + (chance(5) ? " attributes {x.f = 1 : index}" : "") + " {");
    body(6 + random.nextInt(10), 0);
    if (chance(3)) blocks();
    else inner(chance(2) ? "return" : "func.return");
    line("}");
  }

  private void inner(String text) {
    depth++;
    line(text);
    depth--;
  }

  /** Branches to two blocks that meet in a third. */
  private void blocks() {
    depth++;
    String condition = value("i1");
    String passed = value("f32");
    line("cf.cond_br " + condition + ", ^left(" + passed + " : f32), ^right");
    depth--;
    line("^left(%l" + names + ": f32):");
    inner("cf.br ^join" + attributes());
    line("^right:");
    inner("cf.br ^join");
    line("^join:");
    inner("return");
  }

  private void body(int count, int nesting) {
    depth++;
    int values = this.values.size();
    int dims = this.dims.size();
    for (int i = 0; i < count; i++) operation(nesting);
    if (nesting > 0) {
      truncate(this.values, values);
      truncate(this.dims, dims);
    }
    depth--;
  }

  private static void truncate(List<?> list, int size) {
    list.subList(size, list.size()).clear();
  }

  /** A value of this type: one there is, or a new constant or argument cast. */
  private String value(String type) {
    var known = values.stream().filter(v -> v.type.equals(type)).toList();
    if (!known.isEmpty() && !chance(5)) return pick(known).name;
    String name = fresh();
    line(name + " = " + (scalar(type) ? constant(type) : "builtin.unrealized_conversion_cast to " + type));
    values.add(new Named(name, type));
    return name;
  }

  private static boolean scalar(String type) {
    return type.indexOf('<') < 0;
  }

  private String constant(String type) {
    return "arith.constant " + switch (type) {
      case "i1" -> pick(List.of("true", "false", "0 : i1", "1 : i1"));
      case "f16", "bf16", "f32", "f64" -> pick(List.<Supplier<String>>of(
          () -> Double.toString(random.nextInt(1000) / 8.0), () -> Double.toString(random.nextGaussian()).replaceAll("E.*", ""), () -> "-0.0", () -> "1.0e-3",
          () -> "12345678.9", () -> "0.1")).get() + " : " + type;
      case "i7", "i8" -> random.nextInt(100) - 50 + " : " + type;
      default -> (chance(3) ? random.nextInt(7) : random.nextInt(60000) - 30000) / (type.equals("i16") ? 2 : 1) + " : " + type;
    };
  }

  private void define(String type, String text) {
    String name = fresh();
    line(name + " = " + text);
    values.add(new Named(name, type));
  }

  private void operation(int nesting) {
    switch (random.nextInt(nesting < 3 ? 19 : 13)) {
      case 0 -> value(pick(List.of("i1", "i8", "i16", "i32", "i64", "index", "i7", "f16", "bf16", "f32", "f64")));
      case 1, 2 -> {
        String type = pick(INT_TYPES);
        String op = pick(INT_OPS);
        boolean overflows = List.of("addi", "subi", "muli", "shli").contains(op) && chance(3);
        define(type, "arith." + op + " " + value(type) + ", " + value(type) + (overflows ? pick(List.of(" overflow<nsw>", " overflow<nuw>", " overflow<nsw, nuw>")) : "")
            + attributes() + " : " + type);
      }
      case 3, 4 -> {
        String type = pick(FLOAT_TYPES);
        String flags = chance(4) ? pick(List.of(" fastmath<fast>", " fastmath<nnan,ninf>", " fastmath<reassoc>", " fastmath<none>")) : "";
        define(type, "arith." + pick(FLOAT_OPS) + " " + value(type) + ", " + value(type) + flags + attributes() + " : " + type);
      }
      case 5 -> {
        String type = pick(FLOAT_TYPES);
        define(type, "math." + pick(MATH_OPS) + " " + value(type) + attributes() + " : " + type);
      }
      case 6 -> {
        String type = pick(List.of("i8", "i32", "index", "f32", "f64"));
        boolean isFloat = type.startsWith("f");
        define("i1", "arith." + (isFloat ? "cmpf " + pick(List.of("oeq", "ult", "ord", "false")) : "cmpi " + pick(List.of("eq", "slt", "uge")))
            + ", " + value(type) + ", " + value(type) + attributes() + " : " + type);
      }
      case 7 -> {
        String type = pick(chance(2) ? INT_TYPES : FLOAT_TYPES);
        define(type, "arith.select " + value("i1") + ", " + value(type) + ", " + value(type) + " : " + type);
      }
      case 8 -> define("i64", "arith.extsi " + value("i8") + attributes() + " : i8 to i64");
      case 9 -> define("f32", "arith.sitofp " + value("i32") + " : i32 to f32");
      case 10 -> define("index", "arith.index_cast " + value("i64") + " : i64 to index");
      case 11 -> buffer();
      case 12 -> tensor();
      case 13, 14 -> affineLoop(nesting);
      case 15 -> scfLoop(nesting);
      case 16 -> scfIf(nesting);
      case 17 -> affineIf(nesting);
      default -> line("\"test.op\"(" + value("i32") + ")" + attributes() + " : (i32) -> ()");
    }
  }

  private void buffer() {
    String n = value("index");
    String name = fresh();
    line(name + " = memref.alloc(" + n + ")" + (chance(3) ? " {alignment = 16 : i64}" : "") + " : memref<4x?xf32>");
    values.add(new Named(name, "memref<4x?xf32>"));
    define("f32", "memref.load " + name + "[" + value("index") + ", " + value("index") + "] : memref<4x?xf32>");
    line("memref.store " + value("f32") + ", " + name + "[" + n + ", " + n + "]" + attributes() + " : memref<4x?xf32>");
    if (chance(2)) define("index", "memref.dim " + name + ", " + n + " : memref<4x?xf32>");
    if (chance(2)) line(fresh() + " = memref.cast " + name + " : memref<4x?xf32> to memref<*xf32>");
    if (chance(2)) line(fresh() + " = memref.subview " + name + "[0, " + n + "] [2, " + n + "] [1, 1] : memref<4x?xf32> to memref<2x?xf32, strided<[?, 1], offset: ?>>");
    if (chance(4)) line("memref.dealloc " + name + " : memref<4x?xf32>");
  }

  private void tensor() {
    String n = value("index");
    String name = fresh();
    line(name + " = tensor.empty(" + n + ") : tensor<4x?xf32>");
    define("f32", "tensor.extract " + name + "[" + value("index") + ", " + n + "] : tensor<4x?xf32>");
    line(fresh() + " = tensor.insert " + value("f32") + " into " + name + "[" + n + ", " + n + "] : tensor<4x?xf32>");
    line(fresh() + " = tensor.extract_slice " + name + "[0, " + n + "] [2, " + n + "] [1, 1] : tensor<4x?xf32> to tensor<2x?xf32>");
    if (chance(2)) line(fresh() + " = arith.constant dense<" + pick(List.of("[[1, -2], [3, 4]]", "7", "[[0, 0], [0, 0]]")) + "> : tensor<2x2xi16>");
  }

  private String subscript() {
    if (dims.isEmpty() || chance(4)) return Integer.toString(random.nextInt(4));
    String dim = pick(dims);
    return pick(List.of(dim, dim, dim + " + 1", dim + " * 2 - 3", "(" + dim + " + " + pick(dims) + ") floordiv 2", dim + " mod 4", dim + " ceildiv 3"));
  }

  private void affineLoop(int nesting) {
    String counter = fresh();
    String upper = dims.isEmpty() ? "10" : pick(List.of("10", "min affine_map<(d0) -> (d0 + 4, 16)>(" + pick(dims) + ")", "affine_map<(d0) -> (d0 * 2 + 1)>(" + pick(dims) + ")"));
    boolean carries = chance(3);
    String init = carries ? value("f32") : "";
    String argument = fresh();
    String result = fresh();
    line((carries ? result + " = " : "") + "affine.for " + counter + " = 0 to " + upper + (chance(3) ? " step 2" : "")
        + (carries ? " iter_args(" + argument + " = " + init + ") -> (f32)" : "") + " {");
    dims.add(counter);
    depth++;
    String buffer = fresh();
    line(buffer + " = memref.alloca() : memref<32x32xf32>");
    line(fresh() + " = affine.load " + buffer + "[" + subscript() + ", " + subscript() + "] : memref<32x32xf32>");
    depth--;
    body(1 + random.nextInt(3), nesting + 1);
    if (carries) inner("affine.yield " + argument + " : f32");
    dims.remove(counter);
    line("}" + attributes());
    if (carries) values.add(new Named(result, "f32"));
  }

  private void affineIf(int nesting) {
    if (dims.isEmpty()) return;
    line("affine.if affine_set<(d0) : (d0 - 2 >= 0, 8 - d0 >= 0)>(" + pick(dims) + ") {");
    body(1 + random.nextInt(2), nesting + 1);
    if (chance(2)) {
      line("} else {");
      body(1 + random.nextInt(2), nesting + 1);
    }
    line("}");
  }

  private void scfLoop(int nesting) {
    String counter = fresh();
    String bound = value("index");
    boolean carries = chance(2);
    String init = carries ? value("i32") : "";
    String argument = fresh();
    String result = fresh();
    line((carries ? result + " = " : "") + "scf.for " + counter + " = " + bound + " to " + value("index") + " step " + value("index")
        .concat(carries ? " iter_args(" + argument + " = " + init + ") -> (i32)" : "") + " {");
    var outerDims = List.copyOf(dims);
    body(1 + random.nextInt(3), nesting + 1);
    if (carries) inner("scf.yield " + argument + " : i32");
    truncate(dims, outerDims.size());
    line("}" + attributes());
    if (carries) values.add(new Named(result, "i32"));
  }

  private void scfIf(int nesting) {
    String condition = value("i1");
    boolean yields = chance(2);
    String given = yields ? value("f64") : "";
    String result = fresh();
    line((yields ? result + " = " : "") + "scf.if " + condition + (yields ? " -> (f64)" : "") + " {");
    body(1 + random.nextInt(2), nesting + 1);
    if (yields) inner("scf.yield " + given + " : f64");
    if (yields || chance(2)) {
      line("} else {");
      body(1 + random.nextInt(2), nesting + 1);
      if (yields) inner("scf.yield " + given + " : f64");
    }
    line("}");
    if (yields) values.add(new Named(result, "f64"));
  }
}
