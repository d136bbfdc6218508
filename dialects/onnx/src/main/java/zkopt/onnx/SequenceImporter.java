package zkopt.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ElementsAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.NodeProto;

/**
 * Imports the operators of sequences. A sequence is a list of values while the model is read, of known length and taken apart at known
 * places; the dialect has none. An optional value is what it holds.
 */
record SequenceImporter(NodeImporter nodes, NodeProto node, Location location) {
  private static final Set<String> OPERATORS = Set.of("ConcatFromSequence", "SequenceAt", "SequenceConstruct", "SequenceEmpty", "SequenceErase",
      "SequenceInsert", "SequenceLength", "SequenceMap", "SplitToSequence");
  private static final Set<String> PASSED_ON = Set.of("Identity", "Optional", "OptionalGetElement");

  /** Whether {@code node} makes or takes a sequence. */
  static boolean handles(GraphImporter graph, NodeProto node) {
    if (!NodeImporter.isStandardDomain(node.getDomain())) return false;
    return OPERATORS.contains(node.getOpType())
        || PASSED_ON.contains(node.getOpType()) && node.getInputCount() == 1 && graph.sequence(node.getInput(0)) != null;
  }

  void run() {
    GraphImporter graph = nodes.graph();
    switch (node.getOpType()) {
      case "SequenceConstruct" -> define(node.getInputList().stream().map(n -> graph.use(n, location)).toList());
      case "SequenceEmpty" -> define(List.of());
      case "SequenceInsert" -> {
        var longer = new ArrayList<>(sequence());
        longer.add(given(2) ? position(2, longer.size() + 1) : longer.size(), graph.use(node.getInput(1), location));
        define(longer);
      }
      case "SequenceErase" -> {
        var shorter = new ArrayList<>(sequence());
        shorter.remove(given(1) ? position(1, shorter.size()) : shorter.size() - 1);
        define(shorter);
      }
      case "SequenceAt" -> graph.define(node.getOutput(0), sequence().get(position(1, sequence().size())), location);
      case "SequenceLength" -> graph.define(node.getOutput(0), integers(TensorType.of(List.of(), IntegerType.I64), sequence().size()), location);
      case "SplitToSequence" -> define(split());
      case "ConcatFromSequence" -> graph.define(node.getOutput(0), concat(), location);
      case "SequenceMap" -> map();
      default -> define(sequence());
    }
  }

  private List<Value> sequence() {
    List<Value> sequence = given(0) ? nodes.graph().sequence(node.getInput(0)) : null;
    if (sequence == null) throw failure("needs a sequence that the model makes of a known number of tensors");
    return sequence;
  }

  private void define(List<Value> sequence) {
    nodes.graph().defineSequence(node.getOutput(0), sequence, location);
  }

  private boolean given(int i) {
    return i < node.getInputCount() && !node.getInput(i).isEmpty();
  }

  /** A place among {@code count}, which may be counted from the end. */
  private int position(int input, int count) {
    long at = constant(input, "a position").longAt(0);
    if (at < -count || at >= count) throw failure("has the position " + at + " in a sequence of " + count);
    return (int) (at < 0 ? at + count : at);
  }

  private ElementsAttr constant(int input, String what) {
    Value value = nodes.graph().use(node.getInput(input), location);
    if (value.definingOp() instanceof ConstantOp c && c.value().count() > 0) return c.value();
    throw failure("needs " + what + " that is constant: it decides what is compiled");
  }

  /** In parts of the given sizes or size; without them of size 1, whose dimension may be dropped. */
  private List<Value> split() {
    Value x = nodes.graph().use(node.getInput(0), location);
    if (!(x.type() instanceof TensorType type) || !type.hasStaticShape()) throw failure("needs an input of a shape that is known when the model is read");
    int axis = axis(type.rank());
    long size = type.dim(axis);
    ElementsAttr sizes = given(1) ? constant(1, "sizes of the parts") : null;
    boolean single = sizes == null || sizes.type().rank() == 0;
    long each = sizes == null ? 1 : sizes.longAt(0);
    if (each < 1) throw failure("has parts of size " + each);
    var parts = new ArrayList<Value>();
    long at = 0;
    for (int i = 0; single ? at < size : i < sizes.count(); i++) {
      long end = single ? Math.min(size, at + each) : at + sizes.longAt(i);
      Value part = create(Operator.SLICE, x, list(at), list(end), list(axis));
      parts.add(sizes == null && attribute("keepdims", 1) == 0 ? create(Operator.SQUEEZE, part, list(axis)) : part);
      at = end;
    }
    if (at != size) throw failure("has parts of " + at + " together, but dimension " + axis + " has " + size);
    return parts;
  }

  private int axis(int rank) {
    long axis = attribute("axis", 0);
    if (axis < -rank || axis >= rank) throw failure("has axis " + axis + " of " + rank + " dimensions");
    return (int) (axis < 0 ? axis + rank : axis);
  }

  private Value concat() {
    List<Value> parts = sequence();
    if (parts.isEmpty()) throw failure("joins no tensor");
    long axis = attribute("axis", 0);
    if (attribute("new_axis", 0) != 0) parts = parts.stream().map(p -> create(Operator.UNSQUEEZE, p, list(axis))).toList();
    var state = new OperationState(Operator.CONCAT.spec(), location).operands(parts).attribute("axis", IntegerAttr.of(axis, IntegerType.SI64));
    return create(state);
  }

  /** The body for each element, with the elements of other sequences at the same place, and with tensors as they are. */
  private void map() {
    var body = node.getAttributeList().stream().filter(a -> a.getName().equals("body")).map(AttributeProto::getG).findFirst()
        .orElseThrow(() -> failure("requires attribute 'body'"));
    int count = sequence().size();
    var outputs = IntStream.range(0, node.getOutputCount()).<List<Value>>mapToObj(_ -> new ArrayList<>()).toList();
    for (int i = 0; i < count; i++) {
      int place = i;
      List<Value> inputs = node.getInputList().stream().map(name -> {
        List<Value> sequence = nodes.graph().sequence(name);
        if (sequence == null) return nodes.graph().use(name, location);
        if (sequence.size() != count) throw failure("takes sequences of " + count + " and of " + sequence.size() + " tensors");
        return sequence.get(place);
      }).toList();
      List<Value> results = nodes.graph().inline(body, nodes.opset(), location, inputs);
      if (results.size() < outputs.size()) throw failure("has " + outputs.size() + " outputs, but its body " + results.size());
      for (int k = 0; k < outputs.size(); k++) outputs.get(k).add(results.get(k));
    }
    for (int k = 0; k < outputs.size(); k++) {
      if (!node.getOutput(k).isEmpty()) nodes.graph().defineSequence(node.getOutput(k), outputs.get(k), location);
    }
  }

  private long attribute(String name, long otherwise) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).mapToLong(AttributeProto::getI).findFirst().orElse(otherwise);
  }

  private Value list(long value) {
    return integers(TensorType.of(List.of(1L), IntegerType.I64), value);
  }

  private Value integers(TensorType type, long value) {
    return ConstantOp.create(nodes.builder(), location, NodeImporter.integers(type, value)).result();
  }

  private Value create(Operator operator, Value... operands) {
    var state = new OperationState(operator.spec(), location).operands(operands);
    for (int i = operands.length; i < operator.spec().operands().size(); i++) state.operands(nodes.graph().absent(location));
    return create(state);
  }

  private Value create(OperationState state) {
    try {
      return OnnxOp.create(nodes.builder(), state).result();
    } catch (InvalidOnnxOp e) {
      throw failure("takes no such tensors: " + e.getMessage());
    }
  }

  private ImportFailure failure(String message) {
    return new ImportFailure(location, NodeImporter.describe(node) + " " + message);
  }
}
