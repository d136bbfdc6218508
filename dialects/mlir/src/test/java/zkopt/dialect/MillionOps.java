package zkopt.dialect;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Prints a module of about as many operations as its argument says (a million: 42 MB), functions of affine loops and arithmetic, for
 * measurements: {@code java MillionOps.java 1000000 > million.mlir}.
 */
final class MillionOps {
  private static final int LOOPS = 8;
  private static final int LOOP_OPS = 12;
  private static final int TAIL = 40;

  private final Random random = new Random(1);
  private final PrintStream out;
  private int next;

  private MillionOps(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    int operations = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    var module = new MillionOps(new PrintStream(new java.io.BufferedOutputStream(System.out)));
    module.out.println("module {");
    int perFunction = 4 + LOOPS * (4 + LOOP_OPS) + TAIL;
    for (int f = 0; f * perFunction < operations; f++) module.function(f);
    module.out.println("}");
    module.out.flush();
  }

  private void function(int number) {
    next = 0;
    out.println("  func.func @f" + number + "(%arg0: memref<64x64xf32>, %arg1: memref<64x64xf32>, %arg2: index, %arg3: i32) -> f32 {");
    out.println("    %cst = arith.constant 1.500000e+00 : f32");
    out.println("    %c7_i32 = arith.constant 7 : i32");
    for (int loop = 0; loop < LOOPS; loop++) loop();
    var floats = new ArrayList<>(List.of("%cst"));
    for (int i = 0; i < TAIL; i++) floats.add(binary("    ", List.of("addf", "mulf", "subf"), floats, "f32"));
    out.println("    return " + floats.getLast() + " : f32");
    out.println("  }");
  }

  private void loop() {
    int first = next;
    var floats = new ArrayList<>(List.of("%cst"));
    var ints = new ArrayList<>(List.of("%c7_i32", "%arg3"));
    out.println("    affine.for %arg4 = 0 to 64 {");
    out.println("      affine.for %arg5 = 0 to 64 {");
    for (int i = 0; i < LOOP_OPS; i++) {
      int kind = random.nextInt(20);
      if (kind < 5) {
        out.println("        %" + next + " = affine.load %arg0[%arg4, %arg5 + " + random.nextInt(3) + "] : memref<64x64xf32>");
        floats.add("%" + next++);
      } else if (kind < 8) {
        out.println("        affine.store " + pick(floats) + ", %arg1[%arg4, %arg5] : memref<64x64xf32>");
      } else if (kind < 15) {
        floats.add(binary("        ", List.of("addf", "mulf", "subf"), floats, "f32"));
      } else {
        ints.add(binary("        ", List.of("addi", "muli", "xori"), ints, "i32"));
      }
    }
    out.println("      }");
    out.println("    }");
    next = first;
  }

  private String binary(String indent, List<String> operations, List<String> values, String type) {
    out.println(indent + "%" + next + " = arith." + pick(operations) + " " + pick(values) + ", " + pick(values) + " : " + type);
    return "%" + next++;
  }

  private String pick(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
