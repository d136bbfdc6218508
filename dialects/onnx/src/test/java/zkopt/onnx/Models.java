package zkopt.onnx;

import java.util.List;
import java.util.function.Consumer;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.GraphProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.OperatorSetIdProto;
import zkopt.onnx.proto.StringStringEntryProto;
import zkopt.onnx.proto.TensorProto;
import zkopt.onnx.proto.TensorShapeProto;
import zkopt.onnx.proto.TypeProto;
import zkopt.onnx.proto.ValueInfoProto;

/** Small models for tests. */
final class Models {
  private Models() {}

  /** {@code y = node(x)} over f32 with {@code x : 2x3}, operator set 13, which {@code change} may alter. */
  static ModelProto.Builder model(NodeProto.Builder node, Consumer<GraphProto.Builder> change) {
    var graph = GraphProto.newBuilder().setName("g").addInput(value("x", 2, 3)).addNode(node)
        .addOutput(ValueInfoProto.newBuilder().setName("y"));
    change.accept(graph);
    return ModelProto.newBuilder().setIrVersion(7).addOpsetImport(opset(13)).setGraph(graph);
  }

  static ModelProto.Builder model(NodeProto.Builder node) {
    return model(node, _ -> {});
  }

  static OperatorSetIdProto.Builder opset(long version) {
    return OperatorSetIdProto.newBuilder().setVersion(version);
  }

  static NodeProto.Builder node(String operator, String... inputs) {
    return NodeProto.newBuilder().setName("the_node").setOpType(operator).addAllInput(List.of(inputs)).addOutput("y");
  }

  static ValueInfoProto.Builder value(String name, long... shape) {
    var dims = TensorShapeProto.newBuilder();
    for (long d : shape) dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d));
    return value(name, dims);
  }

  /** A value of symbolic shape. */
  static ValueInfoProto.Builder symbolic(String name, String... shape) {
    var dims = TensorShapeProto.newBuilder();
    for (String d : shape) dims.addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(d));
    return value(name, dims);
  }

  private static ValueInfoProto.Builder value(String name, TensorShapeProto.Builder shape) {
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
        TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT_VALUE).setShape(shape)));
  }

  static AttributeProto.Builder integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value);
  }

  static AttributeProto.Builder real(String name, float value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setF(value);
  }

  /** A float tensor of rank 1 that should have {@code size} elements. */
  static TensorProto.Builder tensor(String name, long size, float... values) {
    var tensor = TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT_VALUE).addDims(size);
    for (float v : values) tensor.addFloatData(v);
    return tensor;
  }

  /** Three floats in a file. */
  static TensorProto.Builder external(String name, String location, long offset, long length) {
    return tensor(name, 3).setDataLocation(TensorProto.DataLocation.EXTERNAL).addExternalData(entry("location", location))
        .addExternalData(entry("offset", Long.toString(offset))).addExternalData(entry("length", Long.toString(length)));
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
