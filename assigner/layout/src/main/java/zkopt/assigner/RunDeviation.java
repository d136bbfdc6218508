package zkopt.assigner;

/**
 * Where a run departs from the model: a malicious assigner, to attack the verifier with. What comes after is computed from what it puts in
 * place, so that nothing else is false.
 */
public interface RunDeviation {
  /** The model as it is. */
  RunDeviation NONE = new RunDeviation() {};

  /** The weight or bias number {@code index} to compute with. The committed ones stay as they are. */
  default long weight(int index, long value) {
    return value;
  }

  /** Before an instance of a gate computes its cells; inputs may be changed in this place alone, and not where they come from. */
  default void before(GateInstance instance) {}

  /** After an instance of a gate has computed its cells; outputs and cells may be changed. */
  default void after(GateInstance instance) {}

  /** The sums of a contraction of this ONNX node. */
  default void sums(String node, long[] sums) {}
}
