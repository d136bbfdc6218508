package zkopt.attack;

import zkopt.circuit.Assignment;

/**
 * An assignment that does not satisfy the circuit, for a malicious prover to prove all the same.
 *
 * @param kind what is false: the family of the attacks that use it
 * @param what what was changed, and where
 */
public record Lie(String kind, String what, Assignment assignment) {}
