package zkopt.onnx;

import java.util.Arrays;
import java.util.List;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.NoValueOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.NodeProto;

/** Imports a Split as one Slice for each part. */
record SplitImporter(NodeImporter nodes, NodeProto node, Location location) {
  void run() {
    Value x = nodes.graph().use(node.getInput(0), location);
    if (!(x.type() instanceof TensorType type) || !type.hasStaticShape()) throw failure("needs an input of static shape");
    long axis = attribute("axis").map(AttributeProto::getI).orElse(0L);
    if (axis < -type.rank() || axis >= type.rank()) throw failure("has axis " + axis + ", which is out of range for '" + type + "'");
    long size = type.dim((int) (axis < 0 ? axis + type.rank() : axis));
    long[] sizes = sizes(size);
    if (sizes.length != node.getOutputCount() || Arrays.stream(sizes).sum() != size) {
      throw failure("cannot split dimension " + axis + " of '" + type + "' into parts of " + Arrays.toString(sizes));
    }
    long start = 0;
    for (int i = 0; i < sizes.length; i++) {
      Value part = OnnxOp.create(nodes.builder(), location, Operator.SLICE, x, integers(start), integers(start + sizes[i]), integers(axis), absent()).result();
      nodes.graph().define(node.getOutput(i), part, location);
      start += sizes[i];
    }
  }

  /** Given as an operand or, before operator set 13, as an attribute; otherwise equal, the last one perhaps smaller. */
  private long[] sizes(long size) {
    var given = attribute("split");
    if (given.isPresent()) return given.get().getIntsList().stream().mapToLong(Long::longValue).toArray();
    if (node.getInputCount() > 1 && !node.getInput(1).isEmpty()) {
      if (nodes.graph().use(node.getInput(1), location).definingOp() instanceof ConstantOp c) return c.value().toLongs();
      throw failure("needs sizes that are constant");
    }
    long[] sizes = new long[node.getOutputCount()];
    Arrays.fill(sizes, Math.ceilDiv(size, sizes.length));
    sizes[sizes.length - 1] = size - (sizes.length - 1) * sizes[0];
    return sizes;
  }

  private java.util.Optional<AttributeProto> attribute(String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst();
  }

  private Value integers(long value) {
    ElementsAttr data = NodeImporter.integers(TensorType.of(List.of(1L), IntegerType.I64), value);
    return ConstantOp.create(nodes.builder(), location, data).result();
  }

  private Value absent() {
    return NoValueOp.create(nodes.builder(), location).result();
  }

  private ImportFailure failure(String message) {
    return new ImportFailure(location, NodeImporter.describe(node) + " " + message);
  }
}
