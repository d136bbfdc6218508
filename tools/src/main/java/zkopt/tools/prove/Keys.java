package zkopt.tools.prove;

import java.nio.file.Path;
import java.util.stream.Stream;
import zkopt.assigner.Port;
import zkopt.protocol.VerifyingKey;
import zkopt.protocol.codec.MalformedException;
import zkopt.tools.artifact.ProofSystem;
import zkopt.tools.artifact.VerifyingKeyFile;
import zkopt.tools.cli.ToolException;
import zkopt.tools.input.InputTensor;

/** The verifier's key inside a {@code .vk} file. */
final class Keys {
  private Keys() {}

  /** @throws ToolException if it is not in the form that this verifier reads, or does not go with the ports */
  static VerifyingKey parse(VerifyingKeyFile key, Path file) {
    VerifyingKey parsed;
    try {
      parsed = VerifyingKey.fromBytes(key.key());
    } catch (MalformedException e) {
      throw new ToolException("'%s' holds no good verifying key: %s".formatted(file, e.getMessage()), e);
    }
    ProofSystem system = ProofSystem.of(parsed);
    if (!system.equals(key.system())) {
      throw new ToolException("'%s' is damaged: its header speaks of %s, its key of %s".formatted(file, key.system(), system));
    }
    long values = Stream.concat(key.inputs().stream(), key.outputs().stream()).filter(Port::isPublic)
        .mapToLong(p -> InputTensor.elements(p.shape())).sum();
    if (parsed.publicValues().size() != 1 || parsed.publicValues().getFirst() != values) {
      throw new ToolException("'%s' is damaged: its public inputs and outputs have %d values, its key %s".formatted(file, values,
          parsed.publicValues()));
    }
    return parsed;
  }
}
