package zkopt.onnx;

import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.Generators;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.NoValueOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OperationState;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** What operators give beside their first output, as operations on their operands. */
record FurtherOutputs(OpBuilder builder, OnnxOp op) {
  /** Output {@code i}, or null when it is not supported. @throws InvalidOnnxOp when the operands do not fit */
  Value output(int i) {
    return switch (op.operator()) {
      case DROPOUT -> i == 1 ? constant(op.inputType(0), IntegerType.I1, 1) : null;
      case SOFTMAX_CROSS_ENTROPY_LOSS -> i == 1 ? make(Operator.LOG_SOFTMAX, "axis", IntegerAttr.of(1, IntegerType.SI64), op.operand(0)) : null;
      case LAYER_NORMALIZATION -> i == 1 ? mean(op.operand(0)) : i == 2 ? inverseDeviation() : null;
      case MAX_POOL -> i == 1 ? maxPoolIndices() : null;
      case BATCH_NORMALIZATION -> i < 3 && op.flag("training_mode") ? running(i) : null;
      case ATTENTION, DYNAMIC_QUANTIZE_LINEAR -> sameWith("result", i);
      default -> null;
    };
  }

  /** The operation again, with another attribute. */
  private Value sameWith(String attribute, long value) {
    var state = new OperationState(op.spec(), op.location()).operands(op.operands());
    for (var def : op.spec().attributes()) state.attribute(def.name(), def.of(op));
    return OnnxOp.create(builder, state.attribute(attribute, IntegerAttr.of(value, IntegerType.SI64))).result();
  }

  private Value maxPoolIndices() {
    var state = new OperationState(Operator.MAX_POOL_INDICES.spec(), op.location()).operands(op.operands());
    for (var def : op.spec().attributes()) state.attribute(def.name(), def.of(op));
    return OnnxOp.create(builder, state).result();
  }

  /** The running mean (1) or variance (2): part of the old one, and for the rest that of the batch. */
  private Value running(int i) {
    Value x = op.operand(0);
    Value mean = ofChannels(x, 1);
    Value centered = make(Operator.SUB, x, mean);
    Value batch = i == 1 ? ofChannels(x, 0) : ofChannels(make(Operator.MUL, centered, centered), 0);
    Type element = op.inputType(0).elementType();
    TensorType scalar = TensorType.of(List.of(), element);
    double momentum = op.real("momentum");
    Value old = make(Operator.MUL, op.operand(i + 2), constant(scalar, element, momentum));
    return make(Operator.ADD, old, make(Operator.MUL, batch, constant(scalar, element, 1 - momentum)));
  }

  /** The mean over all dimensions but that of channels. */
  private Value ofChannels(Value x, long keep) {
    long[] axes = LongStream.range(0, op.inputType(0).rank()).filter(a -> a != 1).toArray();
    var state = new OperationState(Operator.REDUCE_MEAN.spec(), op.location()).operands(x, NoValueOp.create(builder, op.location()).result())
        .attribute("axes", ArrayAttr.ofIntegers(IntegerType.I64, axes)).attribute("keepdims", IntegerAttr.of(keep, IntegerType.SI64));
    return OnnxOp.create(builder, state).result();
  }

  private Value mean(Value x) {
    int rank = op.inputType(0).rank();
    long[] axes = LongStream.range(op.axis(rank, false), rank).toArray();
    return make(Operator.REDUCE_MEAN, "axes", ArrayAttr.ofIntegers(IntegerType.I64, axes), x, NoValueOp.create(builder, op.location()).result());
  }

  private Value inverseDeviation() {
    Value centered = make(Operator.SUB, op.operand(0), mean(op.operand(0)));
    Value variance = mean(make(Operator.MUL, centered, centered));
    Value epsilon = constant(TensorType.of(List.of(), op.inputType(0).elementType()), op.inputType(0).elementType(), op.real("epsilon"));
    return make(Operator.RECIPROCAL, make(Operator.SQRT, make(Operator.ADD, variance, epsilon)));
  }

  private Value constant(TensorType shape, Type element, double value) {
    return ConstantOp.create(builder, op.location(), Generators.tensor(TensorType.of(shape.shape(), element), _ -> value)).result();
  }

  private Value make(Operator operator, Value... operands) {
    return OnnxOp.create(builder, op.location(), operator, operands).result();
  }

  private Value make(Operator operator, String attribute, Attribute value, Value... operands) {
    return OnnxOp.create(builder, new OperationState(operator.spec(), op.location()).operands(operands).attribute(attribute, value)).result();
  }
}
