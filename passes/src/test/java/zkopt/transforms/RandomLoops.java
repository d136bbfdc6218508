package zkopt.transforms;

import java.util.ArrayList;
import java.util.List;

/**
 * Random functions of while loops, parallel loops with and without reductions, choices by an index, and regions of several blocks; bounds are few
 * constants, so that many dimensions run once or never, and what loops carry is often carried for nothing.
 */
final class RandomLoops extends RandomFunctions {
  private static final String VALUE = " : i32";

  private final List<String> integers = new ArrayList<>();
  private final List<String> indices = new ArrayList<>();

  private RandomLoops(long seed) {
    super(seed * 61 + 11);
  }

  /** A module of {@code functions} functions. */
  static String text(long seed, int functions) {
    return new RandomLoops(seed).module(functions);
  }

  @Override
  String function(int number) {
    begin();
    integers.clear();
    indices.clear();
    integers.addAll(List.of("%arg0", "%arg1"));
    indices.addAll(List.of("%arg2", "%c0", "%c1", "%c4"));
    line(1, "%c0 = arith.constant 0 : index");
    line(1, "%c1 = arith.constant 1 : index");
    line(1, "%c4 = arith.constant 4 : index");
    operations(1, 2 + random.nextInt(4));
    line(1, "return " + pick(integers) + VALUE);
    return "  func.func @f" + number + "(%arg0: i32, %arg1: i32, %arg2: index, %arg3: i1, %arg4: memref<8xi32>) -> i32 {\n" + body + "  }\n";
  }

  /** Operations whose values are not known behind {@code depth}. */
  private void operations(int depth, int count) {
    int known = integers.size();
    int knownIndices = indices.size();
    for (int i = 0; i < count; i++) operation(depth);
    if (depth == 1) return;
    integers.subList(known, integers.size()).clear();
    indices.subList(knownIndices, indices.size()).clear();
  }

  private void operation(int depth) {
    switch (random.nextInt(depth < 3 ? 10 : 5)) {
      case 0, 1 -> integers.add(define(depth, "arith." + pick(List.of("addi", "muli")) + " " + pick(integers) + ", " + pick(integers) + VALUE));
      case 2 -> integers.add(define(depth, "memref.load %arg4[" + pick(indices) + "] : memref<8xi32>"));
      case 3 -> line(depth, "memref.store " + pick(integers) + ", %arg4[" + pick(indices) + "] : memref<8xi32>");
      case 4 -> line(depth, "\"test.use\"(" + pick(integers) + ") : (i32) -> ()");
      case 5 -> whileLoop(depth);
      case 6 -> parallel(depth);
      case 7 -> forall(depth);
      case 8 -> choice(depth);
      default -> blocks(depth);
    }
  }

  private void whileLoop(int depth) {
    String name = "%w" + names++;
    String first = name + "a";
    String second = name + "b";
    line(depth, name + ":2 = scf.while (" + first + " = " + pick(integers) + ", " + second + " = " + pick(integers) + ") : (i32, i32) -> (i32, i32) {");
    String condition = define(depth + 1, "arith.cmpi slt, " + first + ", " + pick(List.of(first, second, "%arg0")) + VALUE);
    line(depth + 1, "scf.condition(" + condition + ") " + pick(List.of(first, second, "%arg0")) + ", " + pick(List.of(first, second)) + " : i32, i32");
    line(depth, "} do {");
    line(depth, "^bb0(" + name + "c: i32, " + name + "d: i32):");
    int known = integers.size();
    integers.addAll(List.of(name + "c", name + "d"));
    operations(depth + 1, random.nextInt(3));
    line(depth + 1, "scf.yield " + pick(integers) + ", " + pick(List.of(name + "c", name + "d", "%arg1")) + " : i32, i32");
    integers.subList(known, integers.size()).clear();
    line(depth, "}");
    integers.add(name + "#" + random.nextInt(2));
  }

  private String bound() {
    return pick(List.of("%arg2", "%c0", "%c1", "%c4"));
  }

  private void parallel(int depth) {
    String name = "%p" + names++;
    boolean reduces = chance(2);
    line(depth, (reduces ? name + " = " : "") + "scf.parallel (" + name + "i, " + name + "j) = (" + pick(List.of("%c0", "%c1")) + ", %c0) to (" + bound() + ", " + bound()
        + ") step (%c1, " + pick(List.of("%c1", "%c4")) + ")" + (reduces ? " init (" + pick(integers) + ") -> i32" : "") + " {");
    int known = indices.size();
    int knownIntegers = integers.size();
    indices.addAll(List.of(name + "i", name + "j"));
    integers.add(define(depth + 1, "arith.index_cast " + name + "i : index to i32"));
    operations(depth + 1, random.nextInt(3));
    if (reduces) {
      line(depth + 1, "scf.reduce(" + pick(integers) + " : i32) {");
      line(depth + 1, "^bb0(" + name + "x: i32, " + name + "y: i32):");
      String sum = define(depth + 2, "arith.addi " + name + "x, " + name + "y" + VALUE);
      line(depth + 2, "scf.reduce.return " + sum + VALUE);
      line(depth + 1, "}");
    } else {
      line(depth + 1, "scf.reduce");
    }
    indices.subList(known, indices.size()).clear();
    integers.subList(knownIntegers, integers.size()).clear();
    line(depth, "}");
    if (reduces) integers.add(name);
  }

  private void forall(int depth) {
    String name = "%q" + names++;
    line(depth, "scf.forall (" + name + "i, " + name + "j) in (" + pick(List.of("%arg2", "%c4", "1", "3")) + ", " + pick(List.of("%c1", "1", "2", "%arg2")) + ") {");
    int known = indices.size();
    indices.addAll(List.of(name + "i", name + "j"));
    operations(depth + 1, 1 + random.nextInt(2));
    indices.subList(known, indices.size()).clear();
    line(depth, "}");
  }

  private void choice(int depth) {
    String name = "%s" + names++;
    line(depth, name + " = scf.index_switch " + pick(indices) + " -> i32");
    for (String label : List.of("case 1", "case 4", "default")) {
      line(depth, label + " {");
      operations(depth + 1, random.nextInt(2));
      line(depth + 1, "scf.yield " + pick(integers) + VALUE);
      line(depth, "}");
    }
    integers.add(name);
  }

  private void blocks(int depth) {
    String name = "%e" + names++;
    line(depth, name + " = scf.execute_region -> i32 {");
    if (chance(2)) {
      line(depth + 1, "cf.cond_br %arg3, ^one, ^two");
      line(depth, "^one:");
      operations(depth + 1, random.nextInt(2));
      line(depth + 1, "scf.yield " + pick(integers) + VALUE);
      line(depth, "^two:");
    }
    operations(depth + 1, random.nextInt(2));
    line(depth + 1, "scf.yield " + pick(integers) + VALUE);
    line(depth, "}");
    integers.add(name);
  }
}
