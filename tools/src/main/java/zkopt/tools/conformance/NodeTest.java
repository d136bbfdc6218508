package zkopt.tools.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IRContext;
import zkopt.onnx.OnnxImporter;
import zkopt.onnx.proto.GraphProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.TensorProto.DataType;
import zkopt.onnx.proto.ValueInfoProto;
import zkopt.tools.cli.ToolException;

/** A folder with a {@code model.onnx} of one or a few nodes, and in {@code test_data_set_0} its inputs and outputs. */
record NodeTest(Path folder, GraphProto graph) {
  private static final Set<Integer> INTEGERS = Set.of(DataType.BOOL_VALUE, DataType.INT8_VALUE, DataType.INT16_VALUE, DataType.INT32_VALUE,
      DataType.INT64_VALUE, DataType.UINT8_VALUE, DataType.UINT16_VALUE, DataType.UINT32_VALUE, DataType.UINT64_VALUE);

  static NodeTest read(Path folder) {
    try {
      return new NodeTest(folder, ModelProto.parseFrom(Files.readAllBytes(folder.resolve("model.onnx"))).getGraph());
    } catch (IOException e) {
      throw new ToolException("cannot read the model of '%s': %s".formatted(folder, e.getMessage()), e);
    }
  }

  String name() {
    return folder.getFileName().toString();
  }

  Path model() {
    return folder.resolve("model.onnx");
  }

  /** The operators of the graph, each once, in order. */
  List<String> operators() {
    return graph.getNodeList().stream().map(NodeTest::operator).distinct().toList();
  }

  private static String operator(NodeProto node) {
    return node.getDomain().isEmpty() ? node.getOpType() : node.getDomain() + "." + node.getOpType();
  }

  /** The operator that the test is about: a body of an ONNX function, expanded, is about the function. */
  String subject() {
    return operators().size() == 1 ? operators().getFirst() : name().contains("_expanded") ? "(functions, expanded)" : "(several)";
  }

  boolean hasSequenceOutputs() {
    return graph.getOutputList().stream().anyMatch(o -> !o.getType().hasTensorType() && o.hasType());
  }

  List<String> inputNames() {
    return graph.getInputList().stream().map(ValueInfoProto::getName).toList();
  }

  /**
   * Which inputs to make part of the model, the fewest first: none; those of type int64, as shapes and axes are; all of whole numbers; all
   * but the first; all, where they are all scalars.
   */
  List<Set<String>> bindings() {
    var first = inputNames().stream().limit(1).collect(Collectors.toSet());
    return Stream.of(Set.<String>of(), named(i -> elementType(i) == DataType.INT64_VALUE), named(i -> INTEGERS.contains(elementType(i))),
        named(i -> !first.contains(i.getName())), named(i -> !first.contains(i.getName()) || areScalars())).distinct().toList();
  }

  private Set<String> named(Predicate<ValueInfoProto> which) {
    return graph.getInputList().stream().filter(which).map(ValueInfoProto::getName).collect(Collectors.toCollection(TreeSet::new));
  }

  private boolean areScalars() {
    return graph.getInputList().stream().allMatch(i -> i.getType().getTensorType().getShape().getDimCount() == 0);
  }

  private static int elementType(ValueInfoProto input) {
    return input.getType().getTensorType().getElemType();
  }

  /** The value of input {@code i} of the graph. @throws zkopt.ir.CompileException when it is no tensor of numbers */
  ElementsAttr input(int i) {
    return read("input_" + i);
  }

  /** As {@link #input}. */
  ElementsAttr output(int i) {
    return read("output_" + i);
  }

  private ElementsAttr read(String name) {
    return OnnxImporter.readTensor(IRContext.withAllDialects(), folder.resolve("test_data_set_0").resolve(name + ".pb"));
  }
}
