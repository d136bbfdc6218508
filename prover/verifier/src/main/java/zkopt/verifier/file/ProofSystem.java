package zkopt.verifier.file;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import zkopt.protocol.VerifyingKey;

/**
 * What a file's header says of the proofs that it belongs to.
 *
 * @param circuit digest of the circuit, in hexadecimal
 * @param parameters of the proof system, by name, in their order
 */
public record ProofSystem(String circuit, Map<String, Integer> parameters) {
  public static ProofSystem of(VerifyingKey key) {
    return new ProofSystem(HexFormat.of().formatHex(key.circuitDigest()), new LinkedHashMap<>(key.parameters().byName()));
  }

  /** Whether all is equal, the order of the parameters too. */
  boolean same(ProofSystem other) {
    return circuit.equals(other.circuit) && parametersText().equals(other.parametersText());
  }

  /** {@code circuit 12ab... with securityBits 100, ...}. */
  @Override
  public String toString() {
    return "circuit %s with %s".formatted(circuit, parametersText());
  }

  /** The parameters on a line. */
  public String parametersText() {
    return parameters.entrySet().stream().map(p -> p.getKey() + " " + p.getValue()).collect(Collectors.joining(", "));
  }
}
