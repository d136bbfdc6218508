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
