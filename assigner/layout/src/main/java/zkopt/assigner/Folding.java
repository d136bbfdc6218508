package zkopt.assigner;

import java.util.OptionalLong;
import zkopt.assigner.Values.Source;

/**
 * Finds instances of a gate whose outputs are known without them, so that they take no cells:
 *
 * <pre>
 * gate(constants)          ->  constants
 * gate(neutral, x)         ->  x
 * y = a polynomial that the constants among the inputs leave equal to x  ->  x, as with x * 1, or x + 0 * z
 * gate(x, z) once more     ->  what it was before
 * max(max(x, z), z)        ->  max(x, z), for gates that say so
 * </pre>
 *
 * What stands for an output is what the gate would make of the same inputs, so that the table proves the same.
 */
final class Folding {
  private static final int NONE = -1;

  private final Trace.GateRun run;
  private final Gate gate;
  private final Values values;

  Folding(Trace.GateRun run, Values values) {
    this.run = run;
    this.gate = run.gate;
    this.values = values;
  }

  /** The values that the outputs are on these inputs; null when an instance has to compute them. */
  int[] outputs(int[] inputs) {
    boolean all = inputs.length > 0;
    boolean any = false;
    for (int id : inputs) {
      boolean constant = values.source(id) == Source.CONSTANT;
      all &= constant;
      any |= constant;
    }
    if (all) return constants(inputs);
    int one = any ? byConstants(inputs) : NONE;
    if (one == NONE && gate.isIdempotent()) one = absorbed(inputs);
    if (one != NONE) return new int[] {one};
    int same = run.find(inputs);
    if (same < 0) return null;
    int[] outputs = new int[gate.outputs()];
    for (int i = 0; i < outputs.length; i++) outputs[i] = run.output(same, i);
    return outputs;
  }

  /** Null where a value would leave its range: running the model says so, should it come to that. */
  private int[] constants(int[] inputs) {
    long[] in = new long[inputs.length];
    for (int i = 0; i < in.length; i++) in[i] = values.known(inputs[i]).getAsLong();
    long[] out = gate.scratch();
    try {
      gate.compute(in, out);
    } catch (ArithmeticException _) {
      return null;
    }
    int[] outputs = new int[gate.outputs()];
    for (int i = 0; i < outputs.length; i++) {
      if (!gate.holds(i, out[i])) return null;
      outputs[i] = values.constant(out[i]);
    }
    return outputs;
  }

  private int byConstants(int[] inputs) {
    OptionalLong neutral = gate.neutral();
    if (neutral.isPresent()) {
      if (values.known(inputs[0]).equals(neutral)) return inputs[1];
      if (values.known(inputs[1]).equals(neutral)) return inputs[0];
    }
    return gate.formula() == null ? NONE : gate.formula().value(inputs, values);
  }

  /** The input that an instance before made from the other one. */
  private int absorbed(int[] inputs) {
    for (int i = 0; i < 2; i++) {
      int instance = run.makerOf(inputs[i]);
      if (instance >= 0 && (run.input(instance, 0) == inputs[1 - i] || run.input(instance, 1) == inputs[1 - i])) return inputs[i];
    }
    return NONE;
  }
}
