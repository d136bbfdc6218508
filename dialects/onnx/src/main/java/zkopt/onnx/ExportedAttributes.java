package zkopt.onnx;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import zkopt.dialect.onnx.Generators;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.Blob;
import zkopt.ir.DenseElementsAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.TypeAttr;
import zkopt.onnx.proto.AttributeProto;
import zkopt.onnx.proto.AttributeProto.AttributeType;
import zkopt.onnx.proto.TensorProto;

/** The name and attributes of an operation as the operator set that is exported has them. */
record ExportedAttributes(OnnxOp op) {
  /** Attributes that are not ONNX's. */
  private static final Set<String> OWN = Set.of("result");

  String operatorName() {
    return switch (op.operator()) {
      case MAX_POOL -> "MaxPool";
      case SOFTMAX_V11, LOG_SOFTMAX_V11, HARDMAX_V11 ->
        throw new ExportFailure(op, "is of an older operator set than the one that is exported; run 'fuse-onnx' first");
      case UPSAMPLE -> throw new ExportFailure(op, "is of an older operator set than the one that is exported");
      default -> {
        boolean otherDomain = op.operator().isMicrosoft() || op.operator().isMl() || op.operator().isTraining();
        if (otherDomain || op.operator() == Operator.MAX_POOL_INDICES || op.operator().refusal() != null) throw new ExportFailure(op, "cannot be exported");
        yield op.operator().operatorName();
      }
    };
  }

  /** Those that are given and differ from their defaults, but for those that are operands now. */
  List<AttributeProto> attributes() {
    Set<String> operands = op.spec().operands().stream().map(OperandDef::name).collect(Collectors.toSet());
    var attributes = new ArrayList<AttributeProto>();
    for (AttrDef def : op.spec().attributes()) {
      Attribute value = op.attribute(def.name());
      boolean same = value == null || value.equals(def.defaultValue());
      if (OWN.contains(def.name()) && !same) throw new ExportFailure(op, "is a further output of another node, which cannot be exported");
      boolean moved = operands.contains(def.name()) || op.operator() == Operator.PAD && def.name().equals("value");
      if (!moved && !same) attributes.add(attribute(def.name(), def.of(op)));
    }
    boolean counted = op.operator() == Operator.SPLIT && !op.hasInput(1) && op.ints("split") == null && op.ints("num_outputs") == null;
    if (counted) attributes.add(attribute("num_outputs", IntegerAttr.of(op.numResults(), IntegerType.SI64)));
    return attributes;
  }

  /** What stands for the absent operand {@code i}, given as an attribute, or null. */
  ElementsAttr asOperand(int i) {
    String name = op.spec().operands().get(i).name();
    if (op.operator() == Operator.PAD && name.equals("constant_value")) name = "value";
    for (AttrDef def : op.spec().attributes()) {
      if (!def.name().equals(name) || op.attribute(name) == null || op.attribute(name).equals(def.defaultValue())) continue;
      return switch (op.attribute(name)) {
        case FloatAttr f -> Generators.tensor(TensorType.of(List.of(), op.inputType(0).elementType()), _ -> f.value());
        case ArrayAttr list -> Generators.tensor(TensorType.of(List.of((long) list.values().size()), IntegerType.I64), n -> list.longs()[(int) n]);
        default -> throw new ExportFailure(op, "has attribute '" + name + "', which cannot be exported");
      };
    }
    return null;
  }

  private AttributeProto attribute(String name, Attribute value) {
    var proto = AttributeProto.newBuilder().setName(name);
    switch (value) {
      case IntegerAttr i -> proto.setType(AttributeType.INT).setI(i.value());
      case FloatAttr f -> proto.setType(AttributeType.FLOAT).setF((float) f.value());
      case StringAttr s -> proto.setType(AttributeType.STRING).setS(ByteString.copyFromUtf8(s.value()));
      case TypeAttr t -> proto.setType(AttributeType.INT).setI(ElementTypes.number(t.value()));
      case ElementsAttr data -> proto.setType(AttributeType.TENSOR).setT(tensor(data));
      case ArrayAttr list when list.values().stream().allMatch(FloatAttr.class::isInstance) && !list.values().isEmpty() ->
          proto.setType(AttributeType.FLOATS).addAllFloats(list.values().stream().map(v -> (float) ((FloatAttr) v).value()).toList());
      case ArrayAttr list when list.values().stream().allMatch(StringAttr.class::isInstance) && !list.values().isEmpty() ->
          proto.setType(AttributeType.STRINGS).addAllStrings(list.values().stream().map(v -> ByteString.copyFromUtf8(((StringAttr) v).value())).toList());
      case ArrayAttr list -> {
        proto.setType(AttributeType.INTS);
        for (long v : list.longs()) proto.addInts(v);
      }
      default -> throw new ExportFailure(op, "has attribute '" + name + "', which cannot be exported");
    }
    return proto.build();
  }

  /** Constant data as raw bytes. */
  static TensorProto.Builder tensor(ElementsAttr data) {
    ByteString bytes = PackedElements.pack(bytes(data), data.type().elementType());
    return TensorProto.newBuilder().setDataType(ElementTypes.number(data.type().elementType())).addAllDims(data.type().shape()).setRawData(bytes);
  }

  private static ByteString bytes(ElementsAttr data) {
    Blob blob = switch (data) {
      case DenseElementsAttr d -> d.data();
      case DenseResourceAttr r -> r.data();
      default -> throw new IllegalArgumentException("constant data of " + data.getClass());
    };
    if (!(data instanceof DenseElementsAttr d && d.isSplat())) return ByteString.copyFrom(blob.bytes().duplicate());
    var repeated = ByteBuffer.allocate(Math.multiplyExact(Math.toIntExact(data.count()), blob.size()));
    while (repeated.hasRemaining()) repeated.put(blob.bytes().duplicate());
    return ByteString.copyFrom(repeated.flip());
  }
}
