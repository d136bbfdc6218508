package zkopt.pass.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random loop nests over buffers of 16 times 16 numbers: two arguments, one local buffer, the first argument as the result. Every access
 * is inside its buffer, every element read has been written, and numbers stay finite, so that the function can be run.
 */
public final class RandomAffineModule {
  private static final String TYPE = "memref<16x16xf32>";

  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private final List<String> counters = new ArrayList<>();
  private int names;

  private final int leastTripCount;

  private RandomAffineModule(long seed, int leastTripCount) {
    this.random = new Random(seed);
    this.leastTripCount = leastTripCount;
  }

  /** The text of a module with the function {@code main_graph}. */
  public static String text(long seed) {
    return new RandomAffineModule(seed, 0).module();
  }

  /** As {@link #text}, where no loop is written that never runs. */
  public static String withoutEmptyLoops(long seed) {
    return new RandomAffineModule(seed, 1).module();
  }

  private String module() {
    line(0, "func.func @main_graph(%a: " + TYPE + ", %b: " + TYPE + ") -> " + TYPE + " {");
    line(1, "%half = arith.constant 5.0e-01 : f32");
    line(1, "%t = memref.alloc() : " + TYPE);
    line(1, "affine.for %x = 0 to 16 {");
    line(2, "affine.for %y = 0 to 16 {");
    line(3, "affine.store %half, %t[%x, %y] : " + TYPE);
    line(2, "}");
    line(1, "}");
    int nests = 1 + random.nextInt(4);
    for (int i = 0; i < nests; i++) loop(1, 1 + random.nextInt(3));
    line(1, "return %a : " + TYPE);
    line(0, "}");
    return text.toString();
  }

  private void line(int indent, String content) {
    text.append("  ".repeat(indent)).append(content).append('\n');
  }

  private String name(String prefix) {
    return "%" + prefix + names++;
  }

  /** Counters lie in 0 to 7. */
  private void loop(int indent, int depth) {
    String counter = name("i");
    int from = random.nextInt(4);
    String lower = String.valueOf(from);
    String upper = String.valueOf(from + leastTripCount + random.nextInt(9 - leastTripCount - from));
    if (!counters.isEmpty() && random.nextInt(4) == 0) {
      String outer = pick(counters);
      if (random.nextBoolean()) lower = "affine_map<(d0) -> (d0)>(" + outer + ")";
      upper = "min affine_map<(d0) -> (d0 + " + (1 + random.nextInt(4)) + ", 8)>(" + outer + ")";
    }
    String step = random.nextInt(3) == 0 ? " step " + (2 + random.nextInt(2)) : "";
    boolean carries = depth == 1 && random.nextInt(4) == 0;
    String result = name("r");
    String carried = name("c");
    String head = "affine.for " + counter + " = " + lower + " to " + upper + step;
    line(indent, carries ? result + " = " + head + " iter_args(" + carried + " = %half) -> (f32) {" : head + " {");
    counters.add(counter);
    if (depth > 1 && random.nextInt(4) == 0) statements(indent + 1);
    if (depth > 1) loop(indent + 1, depth - 1);
    else if (carries) carriedBody(indent + 1, carried);
    else statements(indent + 1);
    if (depth > 1 && random.nextInt(4) == 0) statements(indent + 1);
    counters.removeLast();
    line(indent, "}");
    if (carries) store(indent, result);
  }

  private void carriedBody(int indent, String carried) {
    String value = load(indent);
    String sum = name("s");
    line(indent, sum + " = arith." + pick(List.of("addf", "maximumf")) + " " + carried + ", " + value + " : f32");
    line(indent, "affine.yield " + sum + " : f32");
  }

  private void statements(int indent) {
    boolean conditional = random.nextInt(5) == 0;
    if (conditional) line(indent, "affine.if affine_set<(d0) : (" + pick(List.of("d0 - 3 >= 0", "d0 mod 2 == 0", "-d0 + 5 >= 0")) + ")>(" + pick(counters) + ") {");
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String x = load(indent);
      String y = random.nextBoolean() ? load(indent) : x;
      String half = name("h");
      line(indent, half + " = arith.mulf " + x + ", %half : f32");
      String value = name("v");
      line(indent, value + " = arith." + pick(List.of("minimumf", "maximumf", "subf")) + " " + half + ", " + y + " : f32");
      store(indent, value);
    }
    if (conditional) line(indent, "}");
  }

  private String load(int indent) {
    String value = name("l");
    line(indent, value + " = affine.load " + element());
    return value;
  }

  private void store(int indent, String value) {
    line(indent, "affine.store " + value + ", " + element());
  }

  private String element() {
    return pick(List.of("%a", "%b", "%t")) + "[" + subscript() + ", " + subscript() + "] : " + TYPE;
  }

  private String subscript() {
    if (counters.isEmpty() || random.nextInt(6) == 0) return String.valueOf(random.nextInt(16));
    String i = pick(counters);
    return switch (random.nextInt(10)) {
      case 0 -> i + " + " + (1 + random.nextInt(8));
      case 1 -> i + " * 2";
      case 2 -> "-" + i + " + 7";
      case 3 -> i + " floordiv 2";
      case 4 -> i + " mod 3";
      case 5 -> i + " + " + pick(counters);
      default -> i;
    };
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
