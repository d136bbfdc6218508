package zkopt.protocol.argument;

import java.util.List;

/**
 * One argument of the protocol. It allots its phase-2 columns and challenges from a {@link Scope} when it is made; what remains
 * is the list of identities, which the prover evaluates on a coset and the verifier at a point.
 */
public sealed interface Argument permits GateArgument, AccumulatorArgument, PermutationArgument, LookupArgument {
  /** For reports: "gates", "contract", "permutation" or "lookup". */
  String name();

  List<Identity> identities();
}
