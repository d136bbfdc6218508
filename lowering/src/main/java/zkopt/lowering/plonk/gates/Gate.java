package zkopt.lowering.plonk.gates;

/** A gate of the library: its parameters are the record's components, and its name tells them. */
public sealed interface Gate 
    permits InputGate, LinearGate, ProductGate, RoundGate, ExtremumGate, CompareGate, DivideGate, SqrtGate, ExpGate, InterpolationGate {
  /** The symbol; gates of one name are equal. */
  String name();

  /** Writes both regions. @throws GateLimitException when the parameters are beyond what can be proven not to wrap */
  void build(GateBuilder g);
}
