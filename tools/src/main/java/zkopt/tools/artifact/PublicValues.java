package zkopt.tools.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import zkopt.assigner.Port;
import zkopt.circuit.Field;
import zkopt.tools.artifact.proto.PublicTensorProto;
import zkopt.tools.cli.ToolException;

/** What a proof is about: the values of the public inputs and the public outputs, each in the model's order. */
public record PublicValues(List<PublicTensor> inputs, List<PublicTensor> outputs) {
  public PublicValues {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** The public ones of a run's inputs and outputs. */
  public static PublicValues of(VerifyingKeyFile key, long[][] inputs, long[][] outputs) {
    return new PublicValues(publicOf(key.inputs(), inputs), publicOf(key.outputs(), outputs));
  }

  private static List<PublicTensor> publicOf(List<Port> ports, long[][] values) {
    var tensors = new ArrayList<PublicTensor>();
    for (int i = 0; i < ports.size(); i++) {
      if (ports.get(i).isPublic()) tensors.add(PublicTensor.of(ports.get(i), values[i]));
    }
    return tensors;
  }

  /**
   * The instance columns of the circuit: one column, the public inputs one after the other and then the public outputs.
   *
   * @throws ToolException if the values are not of the shape that the key says
   */
  public long[][] instance(VerifyingKeyFile key) {
    requireAll("input", inputs, publicPorts(key.inputs()));
    requireAll("output", outputs, publicPorts(key.outputs()));
    long[] column = Stream.concat(inputs.stream(), outputs.stream()).flatMapToLong(t -> LongStream.of(t.values())).map(Field::encode).toArray();
    return new long[][] {column};
  }

  private static List<Port> publicPorts(List<Port> ports) {
    return ports.stream().filter(Port::isPublic).toList();
  }

  private static void requireAll(String role, List<PublicTensor> tensors, List<Port> ports) {
    if (tensors.size() != ports.size()) {
      throw new ToolException("the verifying key has %d public %ss, but %d are given".formatted(ports.size(), role, tensors.size()));
    }
    for (int i = 0; i < ports.size(); i++) tensors.get(i).require(ports.get(i));
  }

  static List<PublicTensorProto> toProto(List<PublicTensor> tensors) {
    return tensors.stream().map(t -> PublicTensorProto.newBuilder().setName(t.name()).addAllShape(LongStream.of(t.shape()).boxed().toList())
        .setFrac(t.frac()).addAllValues(LongStream.of(t.values()).boxed().toList()).build()).toList();
  }

  static List<PublicTensor> fromProto(List<PublicTensorProto> tensors) {
    return tensors.stream().map(t -> new PublicTensor(t.getName(), t.getShapeList().stream().mapToLong(Long::longValue).toArray(),
        t.getFrac(), t.getValuesList().stream().mapToLong(Long::longValue).toArray())).toList();
  }
}
