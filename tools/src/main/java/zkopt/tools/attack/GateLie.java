package zkopt.tools.attack;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import zkopt.assigner.GateInstance;

/**
 * A lie about one instance of a gate. The gates are those of the library of the lowering, known by their cells: sign and magnitude of
 * a quotient are {@code neg} and {@code mag0, mag1, ...}, its remainder {@code r0, r1, ...}, a distance {@code d0, d1, ...}, least part
 * first. A pooling window has a remainder {@code r0_0, r0_1, ...; r1_0, ...} and a distance {@code d0_0, ...} for each of its inputs.
 *
 * @param before whether it is told before the gate computes its cells
 * @param tell changes the instance; false if there is no such lie about it
 */
record GateLie(String kind, String how, boolean before, Predicate<GateInstance> tell) {
  private static final int MAX_SHIFT = 48;

  /** All kinds. Those with a remainder, a maximum or an activation satisfy every equation: nothing but ranges give them away. */
  static final List<GateLie> ALL = List.of(
      new GateLie("wrong remainder", "the quotient one more, the remainder less by the divisor", false, GateLie::wrongRemainder),
      new GateLie("wrong maximum", "another operand, and minus the distance", false, GateLie::wrongMaximum),
      new GateLie("wrong activation", "a negative value goes through", false, GateLie::wrongActivation),
      new GateLie("wrong value of a gate", "one more", false, GateLie::wrongOutput),
      new GateLie("out-of-table lookup", "a limb too large, the next one less by one", false, GateLie::wrongLimbs),
      new GateLie("broken copy", "an operand one more than where it is copied from", true, GateLie::wrongOperand));

  private static int[] cells(GateInstance g, String prefix) {
    return IntStream.range(0, g.cells().size()).filter(i -> g.cells().get(i).matches(prefix + "\\d*")).toArray();
  }

  /** The number in the cells. */
  private static long value(GateInstance g, int[] cells) {
    long value = 0;
    int shift = 0;
    for (int cell : cells) {
      value += g.cell(cell) << shift;
      shift += g.bits(cell);
    }
    return value;
  }

  /** Puts a number of any size into the lowest cell. */
  private static void set(GateInstance g, int[] cells, long value) {
    for (int cell : cells) {
      g.setCell(cell, 0);
    }
    g.setCell(cells[0], value);
  }

  private static boolean wrongRemainder(GateInstance g) {
    for (int i = 0; i < g.inputs(); i++) {
      long before = g.output();
      if (wrongRemainder(g, i, cells(g, "r" + i + "_"))) {
        if (g.output() != before) return true;
        compute(g, i, g.input(i));
      }
    }
    return cells(g, "mag").length > 0 && wrongRemainder(g, 0, cells(g, "r"));
  }

  /** Of what an input is divided into. */
  private static boolean wrongRemainder(GateInstance g, int input, int[] remainder) {
    if (remainder.length == 0 || g.isCell(input)) return false;
    long before = value(g, remainder);
    long x = g.input(input);
    for (int s = 0; s < MAX_SHIFT; s++) {
      try {
        compute(g, input, x + (1L << s));
      } catch (ArithmeticException _) {
        compute(g, input, x);
        return false;
      }
      if (value(g, remainder) == before) { // 2^s is the divisor
        int last = remainder[remainder.length - 1];
        int shift = Arrays.stream(remainder).limit(remainder.length - 1L).map(g::bits).sum();
        g.setCell(last, g.cell(last) - (1L << (s - shift)));
        return true;
      }
    }
    compute(g, input, x);
    return false;
  }

  /** Output and cells as if one input were another. */
  private static void compute(GateInstance g, int input, long value) {
    long[] inputs = IntStream.range(0, g.inputs()).mapToLong(g::input).toArray();
    inputs[input] = value;
    g.compute(inputs);
  }

  private static boolean wrongMaximum(GateInstance g) {
    int[] distance = cells(g, "d");
    int[] sign = cells(g, "neg");
    if (distance.length == 0) return wrongMaximumOfWindow(g);
    if (sign.length != 1 || g.inputs() != 2 || g.input(0) == g.input(1)) return false;
    g.setOutput(g.input(0) + g.input(1) - g.output());
    g.setCell(sign[0], 1 - g.cell(sign[0]));
    set(g, distance, -value(g, distance));
    return true;
  }

  /** All as if the largest input were another one, but for its own quotient and remainder. */
  private static boolean wrongMaximumOfWindow(GateInstance g) {
    long before = g.output();
    for (int i = 0; i < g.inputs(); i++) {
      int[] distance = cells(g, "d" + i + "_");
      if (distance.length == 0 || g.isCell(i) || value(g, distance) != 0) continue;
      int[] remainder = cells(g, "r" + i + "_");
      long[] kept = Arrays.stream(remainder).mapToLong(g::cell).toArray();
      compute(g, i, g.input(i == 0 ? 1 : 0));
      if (g.output() == before) {
        compute(g, i, g.input(i));
        continue;
      }
      for (int r = 0; r < remainder.length; r++) {
        g.setCell(remainder[r], kept[r]);
      }
      set(g, distance, g.output() - before);
      return true;
    }
    return false;
  }

  private static boolean wrongActivation(GateInstance g) {
    int[] magnitude = cells(g, "mag");
    int[] sign = cells(g, "neg");
    if (!g.gate().contains("relu") || magnitude.length == 0 || sign.length != 1) return false;
    if (g.cell(sign[0]) == 0 || value(g, magnitude) == 0) return false;
    long negative = -value(g, magnitude);
    g.setOutput(negative);
    g.setCell(sign[0], 0);
    set(g, magnitude, negative);
    return true;
  }

  private static boolean wrongOutput(GateInstance g) {
    g.setOutput(g.output() + 1);
    return true;
  }

  private static boolean wrongLimbs(GateInstance g) {
    for (int i = 0; i + 1 < g.cells().size(); i++) {
      String prefix = g.cells().get(i).replaceAll("\\d+$", "");
      if (g.bits(i) > 1 && g.bits(i + 1) > 1 && g.cells().get(i + 1).startsWith(prefix)) {
        g.setCell(i, g.cell(i) + (1L << g.bits(i)));
        g.setCell(i + 1, g.cell(i + 1) - 1);
        return true;
      }
    }
    return false;
  }

  private static boolean wrongOperand(GateInstance g) {
    for (int i = 0; i < g.inputs(); i++) {
      if (!g.isCell(i)) continue;
      g.setInput(i, g.input(i) + 1);
      return true;
    }
    return false;
  }
}
