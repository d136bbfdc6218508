package zkopt.onnx;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.NoValueOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.Attribute;
import zkopt.ir.CompileException;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IRContext;
import zkopt.ir.IntegerType;
import zkopt.ir.NoneType;
import zkopt.ir.Operation;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.onnx.proto.GraphProto;
import zkopt.onnx.proto.ModelProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.OperatorSetIdProto;
import zkopt.onnx.proto.TensorShapeProto;
import zkopt.onnx.proto.TypeProto;
import zkopt.onnx.proto.ValueInfoProto;

/**
 * Writes the only function of a module of ONNX operations back as an ONNX model. Constants become initializers; what operator sets before
 * {@value #OPSET} gave as attributes becomes operands.
 */
public final class OnnxExporter {
  static final long OPSET = 21;
  private static final long IR_VERSION = 10;

  /** Operators that came later. */
  private static final Map<Operator, Long> SINCE = new EnumMap<>(Map.of(Operator.ATTENTION, 23L, Operator.RMS_NORMALIZATION, 23L,
      Operator.ROTARY_EMBEDDING, 23L, Operator.SWISH, 24L));

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("main_graph");
  private final Map<Value, String> names = new IdentityHashMap<>();
  private final Map<Value, String> resultNames = new IdentityHashMap<>();
  private final Map<Integer, String> aliases = new HashMap<>();
  private final Set<String> taken = new HashSet<>();
  private final Set<String> takenByNodes = new HashSet<>();
  private long opset = OPSET;

  private OnnxExporter() {}

  /** @throws CompileException when the module holds what ONNX cannot say; the diagnostic names the operation */
  public static byte[] export(IRContext context, ModuleOp module) {
    try {
      var functions = module.body().operations().stream().filter(FuncOp.class::isInstance).map(FuncOp.class::cast).toList();
      if (functions.size() != 1) throw new ExportFailure(module, "must hold one function to be exported, but holds " + functions.size());
      return new OnnxExporter().export(functions.getFirst()).toByteArray();
    } catch (ExportFailure failure) {
      context.diagnostics().error(failure.op().location(), "'" + failure.op().name() + "' op " + failure.getMessage());
      throw new CompileException(failure.getMessage());
    }
  }

  private ModelProto export(FuncOp function) {
    for (int i = 0; i < function.arguments().size(); i++) {
      Value argument = function.arguments().get(i);
      names.put(argument, unused(name(function.argAttr(i, "onnx.name"), "input" + i)));
      graph.addInput(info(function, names.get(argument), argument));
    }
    if (!(function.body().terminator() instanceof ReturnOp end)) throw new ExportFailure(function, "has no return");
    nameResults(function, end);
    for (Operation op : function.body().operations()) {
      switch (op) {
        case ConstantOp c -> constant(c);
        case NoValueOp none -> names.put(none.result(), "");
        case OnnxOp onnx -> node(onnx);
        case ReturnOp _ -> { }
        default -> throw new ExportFailure(op, "cannot be exported");
      }
    }
    results(function, end);
    return ModelProto.newBuilder().setIrVersion(IR_VERSION).setProducerName("zkopt")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset)).setGraph(graph).build();
  }

  private static String name(Attribute attribute, String otherwise) {
    return attribute instanceof StringAttr s ? s.value() : otherwise;
  }

  private String unused(String name) {
    return unused(name, taken);
  }

  /** Nodes have names of their own, which values may have too. */
  private String nodeName(String name) {
    return unused(name, takenByNodes);
  }

  private static String unused(String name, Set<String> taken) {
    String candidate = name;
    for (int i = 0; candidate.isEmpty() || !taken.add(candidate); i++) candidate = name + "_" + i;
    return candidate;
  }

  /** Results are named first, so that nothing else takes their names. */
  private void nameResults(FuncOp function, ReturnOp end) {
    for (int i = 0; i < end.numOperands(); i++) {
      String name = unused(name(function.resAttr(i, "onnx.name"), "output" + i));
      if (end.operand(i).definingOp() instanceof OnnxOp && resultNames.putIfAbsent(end.operand(i), name) == null) continue;
      // an argument, a constant, or a result that is returned twice
      aliases.put(i, name);
    }
  }

  private void results(FuncOp function, ReturnOp end) {
    for (int i = 0; i < end.numOperands(); i++) {
      Value value = end.operand(i);
      String name = aliases.getOrDefault(i, resultNames.get(value));
      if (aliases.containsKey(i)) graph.addNode(NodeProto.newBuilder().setName(nodeName(name)).setOpType("Identity").addInput(names.get(value)).addOutput(name));
      graph.addOutput(info(function, name, value));
    }
  }

  private static ValueInfoProto info(Operation op, String name, Value value) {
    if (!(value.type() instanceof TensorType type) || !type.hasStaticShape()) {
      throw new ExportFailure(op, "has '" + value.type() + "' where a tensor of static shape is needed; run 'shape-inference-onnx' first");
    }
    var shape = TensorShapeProto.newBuilder();
    type.shape().forEach(d -> shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d)));
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(
        TypeProto.Tensor.newBuilder().setElemType(ElementTypes.number(type.elementType())).setShape(shape))).build();
  }

  private void constant(ConstantOp op) {
    if (!ConstantOp.isPresent(op.value())) throw new ExportFailure(op, "has data that was left out of the text");
    boolean packed = op.value().type().elementType() instanceof IntegerType i && i.width() < 8 && i.width() > 1;
    if (packed || op.value().type().elementType().equals(FloatType.F4E2M1FN)) throw new ExportFailure(op, "has elements of less than 8 bits");
    names.put(op.result(), initializer(op.value(), op.location().nodeName().orElse("constant")));
  }

  private String initializer(ElementsAttr data, String name) {
    String unique = unused(name);
    graph.addInitializer(ExportedAttributes.tensor(data).setName(unique));
    return unique;
  }

  private void node(OnnxOp op) {
    opset = Math.max(opset, SINCE.getOrDefault(op.operator(), OPSET));
    var attributes = new ExportedAttributes(op);
    var node = NodeProto.newBuilder().setName(nodeName(op.location().nodeName().orElse(op.operator().operatorName()))).setOpType(attributes.operatorName());
    node.addAllAttribute(attributes.attributes());
    var inputs = new ArrayList<String>();
    for (int i = 0; i < op.numOperands(); i++) {
      ElementsAttr moved = op.hasInput(i) ? null : attributes.asOperand(i);
      inputs.add(moved == null ? names.get(op.operand(i)) : initializer(moved, op.location().nodeName().orElse("axes")));
    }
    node.addAllInput(withoutEmptyEnd(inputs));
    node.addAllOutput(withoutEmptyEnd(outputs(op)));
    graph.addNode(node);
  }

  private List<String> outputs(OnnxOp op) {
    var outputs = new ArrayList<String>();
    for (Value result : op.results()) {
      String name = result.type().equals(NoneType.NONE) ? "" : resultNames.containsKey(result) ? resultNames.get(result)
          : unused(op.location().nodeName().orElse(op.operator().operatorName()) + "_out");
      names.put(result, name);
      outputs.add(name);
    }
    return outputs;
  }

  private static Collection<String> withoutEmptyEnd(List<String> names) {
    int end = names.size();
    while (end > 0 && names.get(end - 1).isEmpty()) end--;
    return names.subList(0, end);
  }
}
