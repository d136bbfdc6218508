package zkopt.onnx;

import java.util.List;
import java.util.Set;
import zkopt.dialect.onnx.IfOp;
import zkopt.dialect.onnx.LoopOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.ScanOp;
import zkopt.dialect.onnx.YieldOp;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Block;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.Value;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.NodeProto;

/** Imports the nodes that hold graphs. */
record ControlFlowImporter(NodeImporter nodes, NodeProto node, Location location) {
  static final Set<String> OPERATORS = Set.of("If", "Loop", "Scan");

  void run() {
    Operation op = switch (node.getOpType()) {
      case "If" -> branches();
      case "Loop" -> loop();
      default -> nodes.opset() < 9 ? batchedScan() : scan();
    };
    if (node.getOutputCount() > op.numResults()) throw failure("has " + node.getOutputCount() + " outputs, but " + op.numResults() + " results");
    for (int i = 0; i < node.getOutputCount(); i++) {
      if (!node.getOutput(i).isEmpty()) nodes.graph().define(node.getOutput(i), op.result(i), location);
    }
  }

  private Operation branches() {
    var state = new OperationState(IfOp.SPEC, location).operands(operands());
    Region yes = body("then_branch");
    Region no = body("else_branch");
    var types = yes.front().terminator().operands().stream().map(Value::type).toList();
    boolean agree = types.equals(no.front().terminator().operands().stream().map(Value::type).toList());
    types.forEach(type -> state.results(agree ? type : OnnxOp.UNKNOWN));
    return create(state.region(yes).region(no));
  }

  private Operation loop() {
    var state = new OperationState(LoopOp.SPEC, location).operands(operands());
    while (state.operands.size() < 2) state.operands(nodes.graph().absent(location));
    Region body = body("body");
    return create(unknown(state.region(body), body.front().terminator().numOperands() - 1));
  }

  private Operation scan() {
    Region body = body("body");
    return create(scan(operands(), body, "scan_input_directions"));
  }

  /** Before operator set 9, everything had a first dimension for the batch, for the elements of which the body runs apart. */
  private Operation batchedScan() {
    List<Value> all = operands();
    if (all.isEmpty() || all.getFirst() != nodes.graph().absent(location)) throw failure("has lengths of sequences, which are not supported");
    List<Value> batched = all.subList(1, all.size());
    Region body = body("body");
    var each = new Block();
    batched.forEach(_ -> each.addArgument(OnnxOp.UNKNOWN, location));
    var builder = OpBuilder.atEnd(each);
    Operation inner = builder.create(scan(List.copyOf(each.arguments()), body, "directions"));
    YieldOp.create(builder, location, List.copyOf(inner.results()));
    var outer = new OperationState(ScanOp.SPEC, location).operands(batched).region(new Region().add(each))
        .attribute("num_scan_inputs", IntegerAttr.of(batched.size(), IntegerType.SI64));
    return create(unknown(outer, inner.numResults()));
  }

  private OperationState scan(List<Value> operands, Region body, String directions) {
    long inputs = attribute("num_scan_inputs").getI();
    return unknown(new OperationState(ScanOp.SPEC, location).operands(operands).region(body), body.front().terminator().numOperands())
        .attribute("num_scan_inputs", IntegerAttr.of(inputs, IntegerType.SI64))
        .attribute("scan_input_directions", integers(directions))
        .attribute("scan_input_axes", integers("scan_input_axes"))
        .attribute("scan_output_axes", integers("scan_output_axes"))
        .attribute("scan_output_directions", integers("scan_output_directions"));
  }

  private static OperationState unknown(OperationState state, int results) {
    for (int i = 0; i < results; i++) state.results(OnnxOp.UNKNOWN);
    return state;
  }

  private Operation create(OperationState state) {
    return nodes.builder().create(state);
  }

  private List<Value> operands() {
    return node.getInputList().stream().map(n -> n.isEmpty() ? nodes.graph().absent(location) : nodes.graph().use(n, location)).toList();
  }

  private Region body(String name) {
    return nodes.graph().importBody(attribute(name).getG(), nodes.opset(), location);
  }

  private AttributeProto attribute(String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst()
        .orElseThrow(() -> failure("requires attribute '" + name + "'"));
  }

  private ArrayAttr integers(String name) {
    return node.getAttributeList().stream().filter(a -> a.getName().equals(name)).findFirst()
        .map(a -> ArrayAttr.ofIntegers(IntegerType.I64, a.getIntsList().stream().mapToLong(Long::longValue).toArray())).orElse(null);
  }

  private ImportFailure failure(String message) {
    return new ImportFailure(location, NodeImporter.describe(node) + " " + message);
  }
}
