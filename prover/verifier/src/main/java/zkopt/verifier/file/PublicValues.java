package zkopt.verifier.file;

import java.util.ArrayList;
import java.util.List;
import zkopt.protocol.codec.MalformedException;

/** What a proof is about: the values of the public inputs and the public outputs, each in the model's order. */
public record PublicValues(List<PublicTensor> inputs, List<PublicTensor> outputs) {
  public PublicValues {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  static List<PublicTensor> read(List<WireReader> messages) throws MalformedException {
    List<PublicTensor> tensors = new ArrayList<>();
    for (WireReader message : messages) {
      tensors.add(PublicTensor.read(message));
    }
    return tensors;
  }
}
