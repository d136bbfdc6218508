package zkopt.lowering.plonk.gates;

/**
 * How a gate is written: its parameters are the record's components, and its name tells them. The library's are in this package; a
 * plug-in writes its own. Whoever writes one answers for it: its constraints must leave the outputs no choice, for all inputs in the
 * range of their types.
 */
public interface Gate {
  /** The symbol; gates of one name are equal. */
  String name();

  /** Writes both regions. @throws GateLimitException when the parameters are beyond what can be proven not to wrap */
  void build(GateBuilder g);
}
