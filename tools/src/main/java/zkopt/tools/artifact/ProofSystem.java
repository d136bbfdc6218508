package zkopt.tools.artifact;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import zkopt.protocol.VerifyingKey;
import zkopt.tools.artifact.proto.Header;
import zkopt.tools.artifact.proto.ParameterProto;
import zkopt.verifier.file.Printable;

/**
 * What the header of a file says of the proofs that it belongs to.
 *
 * @param circuit digest of the circuit, in hexadecimal
 * @param parameters of the proof system
 */
public record ProofSystem(String circuit, List<Parameter> parameters) {
  /** A number that prover and verifier agree on. */
  public record Parameter(String name, int value) {}

  public ProofSystem {
    parameters = List.copyOf(parameters);
  }

  public static ProofSystem of(VerifyingKey key) {
    return new ProofSystem(HexFormat.of().formatHex(key.circuitDigest()),
        key.parameters().byName().entrySet().stream().map(e -> new Parameter(e.getKey(), e.getValue())).toList());
  }

  static ProofSystem of(Header header) {
    return new ProofSystem(HexFormat.of().formatHex(header.getCircuit().toByteArray()),
        header.getParametersList().stream().map(p -> new Parameter(p.getName(), p.getValue())).toList());
  }

  void addTo(Header.Builder header) {
    header.setCircuit(ByteString.copyFrom(HexFormat.of().parseHex(circuit)));
    for (Parameter p : parameters) header.addParameters(ParameterProto.newBuilder().setName(p.name).setValue(p.value));
  }

  /** {@code circuit 12ab... with securityBits 100, ...}. */
  @Override
  public String toString() {
    return "circuit %s with %s".formatted(circuit, parametersText());
  }

  /** The parameters on a line. */
  public String parametersText() {
    return parameters.stream().map(p -> Printable.of(p.name) + " " + p.value).collect(Collectors.joining(", "));
  }
}
