package zkopt.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.OperatorParts;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.Suggestion;
import zkopt.ir.TensorType;
import zkopt.ir.TypeAttr;
import zkopt.ir.Value;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.FunctionProto;
import zkopt.onnx.proto.NodeProto;
import zkopt.onnx.proto.TensorProto;

/** Imports nodes, bringing operators of older operator sets to the dialect's one form. */
record NodeImporter(GraphImporter graph, TensorReader tensors, OpBuilder builder, long opset) {
  static final String ML_DOMAIN = "ai.onnx.ml";
  static final String TRAINING_DOMAIN = "ai.onnx.preview.training";

  static boolean isStandardDomain(String domain) {
    return domain.isEmpty() || domain.equals("ai.onnx");
  }

  /** Until then operators had attributes for broadcasting, which are refused as attributes that are not known. */
  private static final long BROADCASTING_OPSET = 7;
  /** What had, before that, another meaning or other defaults under the same attributes and inputs. */
  private static final Set<String> OTHERWISE_BEFORE_BROADCASTING = Set.of("BatchNormalization", "Dropout", "PRelu", "Selu");

  void importNode(NodeProto node) {
    var location = new Location.Name(nodeName(node));
    if (node.getOpType().equals("Constant") && isStandardDomain(node.getDomain())) {
      graph.define(node.getOutput(0), ConstantOp.create(builder, location, constant(node, location)).result(), location);
      return;
    }
    checkOutputs(node, location);
    if (isStandardDomain(node.getDomain()) && ControlFlowImporter.OPERATORS.contains(node.getOpType())) {
      new ControlFlowImporter(this, node, location).run();
      return;
    }
    if (FlexAttentionImporter.handles(node)) {
      new FlexAttentionImporter(this, node, location).run();
      return;
    }
    if (SequenceImporter.handles(graph, node)) {
      new SequenceImporter(this, node, location).run();
      return;
    }
    FunctionProto function = graph.function(node);
    if (function != null) {
      new FunctionImporter(this, function, node, location).run();
      return;
    }
    if (node.getOpType().equals("OptionalHasElement") && isStandardDomain(node.getDomain())) {
      boolean isThere = node.getInputCount() > 0 && !node.getInput(0).isEmpty()
          && (graph.sequence(node.getInput(0)) != null || graph.use(node.getInput(0), location) != null);
      graph.define(node.getOutput(0), ConstantOp.create(builder, location, truth(isThere)).result(), location);
      return;
    }
    Operator operator = operator(node, location);
    if (operator.refusal() != null) throw new ImportFailure(location, describe(node) + " " + operator.refusal());
    var outputs = new NodeOutputs(graph, node, location);
    var state = new OperationState(operator.spec(), location);
    attributes(node, operator, location, state);
    operands(node, operator, location, state);
    outputs.declare(operator, state);
    try {
      outputs.define(OnnxOp.create(builder, state), builder);
    } catch (InvalidOnnxOp e) {
      throw new ImportFailure(location, describe(node) + " " + e.getMessage());
    } catch (ArithmeticException e) {
      throw new ImportFailure(location, describe(node) + " has a size that does not fit into 64 bits");
    }
  }

  /** A node without name is called after its first output, which is unique. */
  static String nodeName(NodeProto node) {
    if (!node.getName().isEmpty()) return node.getName();
    return node.getOutputCount() > 0 ? node.getOutput(0) : node.getOpType();
  }

  static String describe(NodeProto node) {
    return "node '" + nodeName(node) + "': 'onnx." + node.getOpType() + "' op";
  }

  private Operator operator(NodeProto node, Location location) {
    if (opset < BROADCASTING_OPSET && OTHERWISE_BEFORE_BROADCASTING.contains(node.getOpType())) {
      throw new ImportFailure(location, describe(node) + " has another meaning in operator set " + opset + ", which is not supported");
    }
    if (isStandardDomain(node.getDomain())) {
      String name = switch (node.getOpType()) {
        case "MaxPool" -> "MaxPoolSingleOut";
        case "Resize" -> opset < 11 ? "Upsample" : "Resize";
        case "Optional" -> node.getInputCount() == 0 ? "Optional" : "Identity";
        case "OptionalGetElement" -> "Identity";
        case "Scatter" -> "ScatterElements";
        case "Softmax", "LogSoftmax", "Hardmax" -> opset < 13 ? node.getOpType() + "V11" : node.getOpType();
        case "MaxPoolSingleOut", "MaxPoolIndices", "SoftmaxV11", "LogSoftmaxV11", "HardmaxV11" -> "";
        default -> node.getOpType();
      };
      var operator = Operator.named(name);
      if (operator.isPresent() && !operator.get().isMicrosoft() && !operator.get().isMl() && !operator.get().isTraining()) return operator.get();
    }
    if (node.getDomain().equals(ML_DOMAIN)) {
      var operator = Operator.named(node.getOpType());
      if (operator.isPresent() && operator.get().isMl()) return operator.get();
    }
    if (node.getDomain().equals(TRAINING_DOMAIN)) {
      var operator = Operator.named(node.getOpType());
      if (operator.isPresent() && operator.get().isTraining()) return operator.get();
    }
    if (node.getDomain().equals("com.microsoft")) {
      var operator = Operator.named(node.getOpType());
      if (operator.isPresent() && (operator.get().isMicrosoft() || isSharedWithMicrosoft(operator.get()))) return operator.get();
    }
    throw new ImportFailure(location, "node '" + nodeName(node) + "' applies operator '" + qualifiedName(node) + "', which is not supported"
        + Suggestion.nearest(node.getOpType(), supported()).map(n -> " (did you mean '" + n + "'?)").orElse(""));
  }

  /** Operators that quantisers write in either domain. */
  private static boolean isSharedWithMicrosoft(Operator operator) {
    return operator == Operator.QUANTIZE_LINEAR || operator == Operator.DEQUANTIZE_LINEAR;
  }

  private static String qualifiedName(NodeProto node) {
    return isStandardDomain(node.getDomain()) ? node.getOpType() : node.getDomain() + "." + node.getOpType();
  }

  /** The operators that can be imported, by their ONNX names. */
  static List<String> supported() {
    return Stream.of(Stream.of("Constant"), ControlFlowImporter.OPERATORS.stream(), Arrays.stream(Operator.values()).map(Operator::operatorName)).flatMap(s -> s)
        .map(n -> n.equals("MaxPoolSingleOut") ? "MaxPool" : n).filter(n -> !n.endsWith("V11")).sorted().toList();
  }

  private static void checkOutputs(NodeProto node, Location location) {
    if (node.getOutputList().stream().allMatch(String::isEmpty)) throw new ImportFailure(location, describe(node) + " has no output");
  }

  private void attributes(NodeProto node, Operator operator, Location location, OperationState state) {
    var defs = operator.spec().attributes().stream().collect(Collectors.toMap(AttrDef::name, d -> d, (a, _) -> a, TreeMap::new));
    for (AttributeProto proto : node.getAttributeList()) {
      if (isWithoutEffect(operator, proto.getName())) continue;
      AttrDef def = defs.get(proto.getName());
      boolean undefinedType = def != null && OperatorParts.isType(def) && proto.getI() == TensorProto.DataType.UNDEFINED_VALUE;
      if (undefinedType) continue;
      if (def == null) {
        throw new ImportFailure(location, describe(node) + " has the attribute '" + proto.getName() + "', which is not supported");
      }
      Attribute value = attribute(proto, def, location);
      if (value == null || !def.test().test(value)) {
        throw new ImportFailure(location, describe(node) + " attribute '" + def.name() + "' failed to satisfy constraint: " + def.kind());
      }
      state.attribute(def.name(), value);
    }
    if (operator == Operator.DFT && opset < 20) state.attributes.putIfAbsent("axis", IntegerAttr.of(1, IntegerType.SI64));
    for (AttrDef def : defs.values()) {
      if (state.attributes.containsKey(def.name())) continue;
      if (!def.optional()) throw new ImportFailure(location, describe(node) + " requires attribute '" + def.name() + "'");
      state.attribute(def.name(), def.defaultValue());
    }
  }

  /** Attributes that tell nothing about inference. */
  private static boolean isWithoutEffect(Operator operator, String attribute) {
    return operator == Operator.DROPOUT && (attribute.equals("ratio") || attribute.equals("seed"));
  }

  /** The attribute, or null when its kind is not used by any operator here. */
  private Attribute attribute(AttributeProto proto, AttrDef def, Location location) {
    return switch (kind(proto)) {
      case INT -> OperatorParts.isType(def) ? new TypeAttr(ElementTypes.of(Math.toIntExact(proto.getI()), proto.getName()))
          : IntegerAttr.of(proto.getI(), IntegerType.SI64);
      case TENSOR -> tensors.read(proto.getT(), location.nodeName().orElse(proto.getName()));
      case FLOAT -> FloatAttr.f32(proto.getF());
      case STRING -> new StringAttr(proto.getS().toStringUtf8());
      case FLOATS -> new ArrayAttr(proto.getFloatsList().stream().<Attribute>map(FloatAttr::f32).toList());
      case STRINGS -> new ArrayAttr(proto.getStringsList().stream().<Attribute>map(t -> new StringAttr(t.toStringUtf8())).toList());
      case INTS -> ArrayAttr.ofIntegers(IntegerType.I64, proto.getIntsList().stream().mapToLong(Long::longValue).toArray());
      default -> null;
    };
  }

  /** The declared kind; files of IR version 1 leave it to the field that is set. */
  private static AttributeProto.AttributeType kind(AttributeProto proto) {
    if (proto.hasType()) return proto.getType();
    if (proto.hasI()) return AttributeProto.AttributeType.INT;
    if (proto.hasF()) return AttributeProto.AttributeType.FLOAT;
    if (proto.hasS()) return AttributeProto.AttributeType.STRING;
    if (proto.hasT()) return AttributeProto.AttributeType.TENSOR;
    return proto.getIntsCount() > 0 ? AttributeProto.AttributeType.INTS : AttributeProto.AttributeType.UNDEFINED;
  }

  private void operands(NodeProto node, Operator operator, Location location, OperationState state) {
    var defs = operator.spec().operands();
    if (defs.getFirst().arity() == OpSpec.Arity.VARIADIC) {
      state.operands(node.getInputList().stream().map(name -> graph.use(name, location)).toList());
      return;
    }
    if (node.getInputCount() > defs.size()) {
      throw new ImportFailure(location, describe(node) + " has " + node.getInputCount() + " inputs, but takes at most " + defs.size());
    }
    var values = new ArrayList<Value>();
    for (int i = 0; i < defs.size(); i++) {
      boolean given = i < node.getInputCount() && !node.getInput(i).isEmpty();
      Value value = given ? graph.use(node.getInput(i), location) : graph.absent(location);
      if (!defs.get(i).type().test().test(value.type())) {
        throw new ImportFailure(location, describe(node) + " needs its input '" + defs.get(i).name() + "'");
      }
      values.add(value);
    }
    state.operands(values);
    if (operator == Operator.DROPOUT && values.get(2).type() instanceof TensorType && !isZero(values.get(2)) && !isZero(values.get(1))) {
      throw new ImportFailure(location, describe(node) + " is in training mode, which is not supported: it drops elements at random");
    }
  }

  private static boolean isZero(Value scalar) {
    return scalar.definingOp() instanceof ConstantOp c && c.value().count() == 1 && c.value().doubleAt(0) == 0;
  }

  private ElementsAttr constant(NodeProto node, Location location) {
    if (node.getOutputCount() != 1 || node.getAttributeCount() != 1) {
      throw new ImportFailure(location, describe(node) + " needs one output and one attribute");
    }
    AttributeProto value = node.getAttribute(0);
    return switch (value.getName()) {
      case "value" -> tensors.read(value.getT(), node.getOutput(0));
      case "value_int" -> integers(TensorType.of(List.of(), IntegerType.I64), value.getI());
      case "value_float" -> floats(TensorType.of(List.of(), FloatType.F32), value.getF());
      case "value_ints" -> integers(TensorType.of(List.of((long) value.getIntsCount()), IntegerType.I64),
          value.getIntsList().stream().mapToLong(Long::longValue).toArray());
      case "value_floats" -> {
        float[] values = new float[value.getFloatsCount()];
        for (int i = 0; i < values.length; i++) values[i] = value.getFloats(i);
        yield floats(TensorType.of(List.of((long) values.length), FloatType.F32), values);
      }
      default -> throw new ImportFailure(location, describe(node) + " has the attribute '" + value.getName() + "', which is not supported");
    };
  }

  private static ElementsAttr truth(boolean value) {
    return new DenseElementsAttr(TensorType.of(List.of(), IntegerType.I1), Blob.ofLongs(1, value ? 1 : 0), true);
  }

  static ElementsAttr integers(TensorType type, long... values) {
    return new DenseElementsAttr(type, Blob.ofLongs(Long.BYTES, values), false);
  }

  private static ElementsAttr floats(TensorType type, float... values) {
    return new DenseElementsAttr(type, Blob.ofFloats(values), false);
  }
}
