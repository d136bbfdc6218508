package zkopt.transforms;

import java.util.ArrayList;
import java.util.List;

/**
 * Random functions of nested loops and conditions, branches between blocks, loads and stores, and calls of private functions that stand before;
 * operations are few, so that many are alike.
 */
final class RandomRegions extends RandomFunctions {
  private final List<String> integers = new ArrayList<>();
  private final List<String> conditions = new ArrayList<>();

  private RandomRegions(long seed) {
    super(seed * 131 + 3);
  }

  /** A module of {@code functions} functions, every third of which is private. */
  static String text(long seed, int functions) {
    return new RandomRegions(seed).module(functions);
  }

  @Override
  String function(int number) {
    begin();
    integers.clear();
    conditions.clear();
    integers.addAll(List.of("%arg0", "%arg1"));
    conditions.add("%arg2");
    line(1, "%c0 = arith.constant 0 : index");
    line(1, "%c1 = arith.constant 1 : index");
    line(1, "%c4 = arith.constant 4 : index");
    if (chance(2)) {
      line(1, "%slot = memref.alloca() : memref<i32>");
      line(1, "memref.store %arg0, %slot[] : memref<i32>");
      if (chance(2)) line(1, "memref.store " + pick(integers) + ", %slot[] : memref<i32>");
      integers.add(define(1, "memref.load %slot[] : memref<i32>"));
    }
    operations(1, 3 + random.nextInt(6), number);
    if (chance(3)) blocks();
    line(1, "return " + pick(integers) + " : i32");
    return "  func.func " + (number % 3 == 1 ? "private " : "") + "@f" + number + "(%arg0: i32, %arg1: i32, %arg2: i1, %arg3: memref<8xi32>) -> i32 {\n" + body + "  }\n";
  }

  private void blocks() {
    String condition = pick(conditions);
    String before = pick(integers);
    String name = "%b" + names++;
    line(1, "cf.cond_br " + condition + ", ^one(" + before + " : i32), ^two");
    line(0, "^one(%x: i32):");
    String sum = define(1, "arith.addi %x, " + pick(integers) + " : i32");
    line(1, "cf.br ^three(" + sum + " : i32)");
    line(0, "^two:");
    String other = define(1, "arith.muli " + pick(integers) + ", " + pick(integers) + " : i32");
    line(1, "cf.br ^three(" + (chance(2) ? other : before) + " : i32)");
    line(0, "^three(" + name + ": i32):");
    integers.add(name);
  }

  private void operations(int depth, int count, int number) {
    int known = integers.size();
    int knownConditions = conditions.size();
    for (int i = 0; i < count; i++) operation(depth, number);
    if (depth == 1) return;
    integers.subList(known, integers.size()).clear();
    conditions.subList(knownConditions, conditions.size()).clear();
  }

  private void operation(int depth, int number) {
    switch (random.nextInt(depth < 4 ? 14 : 9)) {
      case 0, 1, 2 -> integers.add(define(depth, "arith." + pick(List.of("addi", "muli", "divsi")) + " " + pick(integers) + ", " + pick(integers) + " : i32"));
      case 3 -> conditions.add(define(depth, "arith.cmpi slt, " + pick(integers) + ", " + pick(integers) + " : i32"));
      case 4 -> integers.add(define(depth, "arith.constant " + random.nextInt(3) + " : i32"));
      case 5 -> integers.add(define(depth, "memref.load %arg3[" + pick(List.of("%c0", "%c1")) + "] : memref<8xi32>"));
      case 6 -> line(depth, "memref.store " + pick(integers) + ", %arg3[" + pick(List.of("%c0", "%c1")) + "] : memref<8xi32>");
      case 7 -> line(depth, "\"test.use\"(" + pick(integers) + ") : (i32) -> ()");
      case 8 -> {
        if (number == 0) return;
        integers.add(define(depth, "func.call @f" + random.nextInt(number) + "(" + pick(integers) + ", " + pick(integers) + ", " + pick(conditions) + ", %arg3) : (i32, i32, i1, memref<8xi32>) -> i32"));
      }
      case 9, 10 -> {
        String name = "%i" + names++;
        line(depth, "scf.for " + name + " = %c0 to %c4 step %c1 {");
        operations(depth + 1, 1 + random.nextInt(4), number);
        line(depth, "}");
      }
      case 11 -> {
        String result = "%r" + names++;
        line(depth, result + " = scf.if " + pick(conditions) + " -> (i32) {");
        operations(depth + 1, random.nextInt(3), number);
        line(depth + 1, "scf.yield " + pick(integers) + " : i32");
        line(depth, "} else {");
        operations(depth + 1, random.nextInt(3), number);
        line(depth + 1, "scf.yield " + pick(integers) + " : i32");
        line(depth, "}");
        integers.add(result);
      }
      default -> {
        line(depth, "scf.if " + pick(conditions) + " {");
        operations(depth + 1, 1 + random.nextInt(3), number);
        line(depth, "}");
      }
    }
  }
}
