package zkopt.transforms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Random functions of blocks that branch to each other, backwards too. Operations, values and successors are few, so that many blocks are equal, or but
 * for a value from outside.
 */
final class RandomBlocks extends RandomFunctions {
  private static final int MOST_BLOCKS = 8;

  /** The numbers of the blocks that each block leads to, and how many arguments each takes. */
  private final List<List<Integer>> successors = new ArrayList<>();
  private final List<Integer> arguments = new ArrayList<>();
  /** The values of each block. */
  private final List<List<String>> values = new ArrayList<>();

  private RandomBlocks(long seed) {
    super(seed * 271 + 5);
  }

  /** A module of {@code functions} functions. */
  static String text(long seed, int functions) {
    return new RandomBlocks(seed).module(functions);
  }

  @Override
  String function(int number) {
    begin();
    successors.clear();
    arguments.clear();
    values.clear();
    int blocks = 3 + random.nextInt(MOST_BLOCKS - 2);
    for (int i = 0; i < blocks; i++) {
      arguments.add(i == 0 ? 0 : random.nextInt(3));
      successors.add(successorsOf(i, blocks));
      values.add(new ArrayList<>());
    }
    values.getFirst().addAll(List.of("%arg0", "%arg1"));
    int[] dominators = dominators();
    for (int i = 0; i < blocks; i++) block(i, dominators[i]);
    return "  func.func @f" + number + "(%arg0: i32, %arg1: i32, %arg2: i1) -> i32 {\n" + body + "  }\n";
  }

  private List<Integer> successorsOf(int block, int blocks) {
    int count = block == 0 ? 2 + random.nextInt(3) : random.nextInt(3);
    var result = new ArrayList<Integer>();
    for (int k = 0; k < count; k++) result.add(chance(6) || block == blocks - 1 ? 1 + random.nextInt(blocks - 1) : block + 1 + random.nextInt(blocks - 1 - block));
    return result;
  }

  /** Of each block, as a set of bits, itself included; all of one that is not reached. */
  private int[] dominators() {
    int all = (1 << successors.size()) - 1;
    var dominators = new int[successors.size()];
    Arrays.fill(dominators, all);
    dominators[0] = 1;
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int to = 1; to < dominators.length; to++) {
        int common = all;
        for (int from = 0; from < dominators.length; from++) if (successors.get(from).contains(to)) common &= dominators[from];
        common |= 1 << to;
        changed |= common != dominators[to];
        dominators[to] = common;
      }
    }
    return dominators;
  }

  private void block(int block, int dominators) {
    if (block > 0) {
      var list = new ArrayList<String>();
      for (int i = 0; i < arguments.get(block); i++) {
        String name = "%a" + block + "_" + i;
        values.get(block).add(name);
        list.add(name + ": i32");
      }
      line(0, "^b" + block + (list.isEmpty() ? ":" : "(" + String.join(", ", list) + "):"));
    }
    // mlir-opt 19 does not end on a cycle of blocks that only branch
    if (successors.get(block).stream().anyMatch(s -> s <= block)) line(1, "\"test.use\"(" + value(block, dominators) + ") : (i32) -> ()");
    for (int i = random.nextInt(3); i > 0; i--) {
      String value = value(block, dominators);
      switch (random.nextInt(3)) {
        case 0 -> values.get(block).add(define(1, "arith.addi " + value + ", " + value(block, dominators) + " : i32"));
        case 1 -> values.get(block).add(define(1, "\"test.make\"() : () -> i32"));
        default -> line(1, "\"test.use\"(" + value + ") : (i32) -> ()");
      }
    }
    line(1, terminator(block, dominators));
  }

  /** A value of the block, or of one that dominates it and stands before. */
  private String value(int block, int dominators) {
    var known = new ArrayList<String>();
    for (int i = 0; i <= block; i++) if ((dominators >> i & 1) != 0) known.addAll(values.get(i));
    return chance(2) ? known.getLast() : pick(known);
  }

  private String terminator(int block, int dominators) {
    List<Integer> to = successors.get(block);
    if (to.isEmpty()) return "return " + value(block, dominators) + " : i32";
    if (to.stream().allMatch(s -> arguments.get(s) == 0) && chance(4)) {
      return "\"test.branch\"()[" + String.join(", ", to.stream().map(s -> "^b" + s).toList()) + "] : () -> ()";
    }
    if (to.size() == 1) return "cf.br " + destination(to.getFirst(), block, dominators);
    if (to.size() == 2) return "cf.cond_br %arg2, " + destination(to.getFirst(), block, dominators) + ", " + destination(to.getLast(), block, dominators);
    var cases = new ArrayList<String>();
    for (int i = 0; i < to.size(); i++) cases.add((i == 0 ? "default" : Integer.toString(i)) + ": " + destination(to.get(i), block, dominators));
    return "cf.switch " + value(block, dominators) + " : i32, [" + String.join(", ", cases) + "]";
  }

  private String destination(int to, int block, int dominators) {
    int count = arguments.get(to);
    if (count == 0) return "^b" + to;
    var passed = new ArrayList<String>();
    for (int i = 0; i < count; i++) passed.add(value(block, dominators));
    return "^b" + to + "(" + String.join(", ", passed) + " : " + String.join(", ", passed.stream().map(_ -> "i32").toList()) + ")";
  }
}
