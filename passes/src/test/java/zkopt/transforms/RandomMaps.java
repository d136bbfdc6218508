package zkopt.transforms;

import java.util.ArrayList;
import java.util.List;

/** Random functions of loops whose indices, constants and symbols go through applies, minima and maxima into the maps of accesses and loops. */
final class RandomMaps extends RandomFunctions {
  /** Values that may be dimensions, and those of them that may be symbols. */
  private final List<String> dims = new ArrayList<>();
  private final List<String> symbols = new ArrayList<>();
  private final List<String> bounds = new ArrayList<>();

  private RandomMaps(long seed) {
    super(seed * 53 + 7);
  }

  /** A module of {@code functions} functions. */
  static String text(long seed, int functions) {
    return new RandomMaps(seed).module(functions);
  }

  @Override
  String function(int number) {
    begin();
    dims.clear();
    symbols.clear();
    bounds.clear();
    symbols.addAll(List.of("%n", "%k", "%c4"));
    dims.addAll(symbols);
    line("%c4 = arith.constant 4 : index");
    operations(2);
    line("affine.for %i = 0 to " + (4 + random.nextInt(12)) + " {");
    dims.add("%i");
    operations(2 + random.nextInt(3));
    String last = dims.getLast();
    line("affine.parallel (%j) = (max(" + subscript() + ", " + subscript() + ")) to (min(" + subscript() + ", " + subscript() + ", 20)) {");
    dims.add("%j");
    operations(1 + random.nextInt(3));
    line("}");
    line("\"test.use\"(" + last + ") : (index) -> ()");
    line("}");
    return "  func.func @f" + number + "(%m: memref<?xf32>, %n: index, %k: index) {\n" + body + "    return\n  }\n";
  }

  private void line(String text) {
    line(1, text);
  }

  private void operations(int count) {
    for (int i = 0; i < count; i++) operation();
  }

  private void operation() {
    String name = "%v" + names++;
    switch (random.nextInt(7)) {
      case 0, 1 -> apply(name);
      case 2, 3, 4 -> bound(name);
      case 5 -> line("affine.prefetch %m[" + subscript() + "], read, locality<2>, data : memref<?xf32>");
      default -> {
        line(name + " = affine.vector_load %m[" + subscript() + "] : memref<?xf32>, vector<4xf32>");
        line("affine.vector_store " + name + ", %m[" + subscript() + "] : memref<?xf32>, vector<4xf32>");
      }
    }
  }

  /** An apply, whose result may be a subscript. */
  private void apply(String name) {
    List<String> operands = List.of(pick(dims), pick(dims));
    line(name + " = affine.apply affine_map<(d0, d1)[s0] -> (" + expr() + ")>(" + String.join(", ", operands) + ")[" + pick(symbols) + "]");
    dims.add(name);
    if (symbols.containsAll(operands)) symbols.add(name);
  }

  /** A minimum or maximum, of others, too. */
  private void bound(String name) {
    var results = new ArrayList<String>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) results.add(expr());
    var operands = new ArrayList<>(dims);
    operands.addAll(bounds);
    line(name + " = affine." + (chance(2) ? "min" : "max") + " affine_map<(d0, d1)[s0] -> (" + String.join(", ", results) + ")>("
        + operands.getLast() + ", " + pick(operands) + ")[" + pick(symbols) + "]");
    line("\"test.use\"(" + name + ") : (index) -> ()");
    bounds.add(name);
  }

  private String expr() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> "d0";
      case 2 -> "s0";
      case 3 -> "d0 + " + random.nextInt(4);
      case 4 -> "d0 * " + (1 + random.nextInt(3)) + " - d1";
      case 5 -> "d0 + s0";
      case 6 -> "d1 " + (chance(2) ? "floordiv " : "mod ") + (2 + random.nextInt(15));
      default -> Integer.toString(random.nextInt(8));
    };
  }

  private String subscript() {
    return switch (random.nextInt(4)) {
      case 0 -> pick(dims) + " + " + random.nextInt(4);
      case 1 -> pick(dims) + " + symbol(" + pick(symbols) + ") * 2";
      case 2 -> pick(dims) + " floordiv 8";
      default -> pick(dims);
    };
  }
}
