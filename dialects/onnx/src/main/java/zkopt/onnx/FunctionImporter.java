package zkopt.onnx;

import java.util.HashMap;
import java.util.Map;
import zkopt.ir.Location;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.FunctionProto;
import zkopt.onnx.proto.NodeProto;

/** Imports a call of a function of the model as the function's nodes, which are named after the call and themselves. */
record FunctionImporter(NodeImporter nodes, FunctionProto function, NodeProto call, Location location) {
  void run() {
    if (call.getInputCount() > function.getInputCount() || call.getOutputCount() > function.getOutputCount()) {
      throw failure("has " + call.getInputCount() + " inputs and " + call.getOutputCount() + " outputs, but the function has "
          + function.getInputCount() + " and " + function.getOutputCount());
    }
    GraphImporter inside = nodes.graph().inFunction(function);
    for (int i = 0; i < function.getInputCount(); i++) {
      boolean given = i < call.getInputCount() && !call.getInput(i).isEmpty();
      inside.define(function.getInput(i), given ? nodes.graph().use(call.getInput(i), location) : nodes.graph().absent(location), location);
    }
    boolean ownOpset = function.getOpsetImportList().stream().anyMatch(o -> NodeImporter.isStandardDomain(o.getDomain()));
    long opset = ownOpset ? GraphImporter.opset(function.getOpsetImportList()) : nodes.opset();
    var inner = new NodeImporter(inside, nodes.tensors(), nodes.builder(), opset);
    Map<String, AttributeProto> attributes = attributes();
    for (NodeProto node : function.getNodeList()) inner.importNode(called(node, attributes));
    for (int i = 0; i < call.getOutputCount(); i++) {
      if (!call.getOutput(i).isEmpty()) nodes.graph().define(call.getOutput(i), inside.use(function.getOutput(i), location), location);
    }
  }

  /** The call's attributes, and the defaults of those that it does not give. */
  private Map<String, AttributeProto> attributes() {
    var attributes = new HashMap<String, AttributeProto>();
    function.getAttributeProtoList().forEach(a -> attributes.put(a.getName(), a));
    for (AttributeProto a : call.getAttributeList()) {
      if (!function.getAttributeList().contains(a.getName()) && !attributes.containsKey(a.getName())) {
        throw failure("has the attribute '" + a.getName() + "', which the function does not take");
      }
      attributes.put(a.getName(), a);
    }
    return attributes;
  }

  /** A node of the function with the attributes that it takes from the call; one that the call leaves out is left out. */
  private NodeProto called(NodeProto node, Map<String, AttributeProto> attributes) {
    var copy = node.toBuilder().clearAttribute().setName(NodeImporter.nodeName(call) + "/" + NodeImporter.nodeName(node));
    for (AttributeProto a : node.getAttributeList()) {
      if (a.getRefAttrName().isEmpty()) copy.addAttribute(a);
      else if (attributes.containsKey(a.getRefAttrName())) copy.addAttribute(attributes.get(a.getRefAttrName()).toBuilder().setName(a.getName()));
    }
    return copy.build();
  }

  private ImportFailure failure(String message) {
    return new ImportFailure(location, NodeImporter.describe(call) + " " + message);
  }
}
