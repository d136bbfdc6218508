package zkopt.tools.attack;

import zkopt.assigner.GateInstance;
import zkopt.assigner.RunDeviation;

/** A lie about one instance of a gate, once in a run. */
final class InstanceLie implements RunDeviation {
  private final GateLie lie;
  private final String gate;
  private int left;

  /** @param number which of the gate's instances, in the order of the run */
  InstanceLie(GateLie lie, String gate, int number) {
    this.lie = lie;
    this.gate = gate;
    this.left = number;
  }

  @Override
  public void before(GateInstance instance) {
    if (lie.before()) tell(instance);
  }

  @Override
  public void after(GateInstance instance) {
    if (!lie.before()) tell(instance);
  }

  private void tell(GateInstance instance) {
    if (instance.gate().equals(gate) && left-- == 0) lie.tell().test(instance);
  }
}
