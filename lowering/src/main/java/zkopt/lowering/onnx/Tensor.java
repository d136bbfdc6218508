package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import zkopt.dialect.onnx.ConstantOp;
import zkopt.dialect.onnx.Generators;
import zkopt.dialect.onnx.NoValueOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.Value;

/** A tensor at the ONNX level, so that what is made of it reads like a formula. */
record Tensor(OpBuilder builder, Location location, Value value) {
  /** The operands of {@code op}; null where one is absent. */
  static List<Tensor> operands(OnnxOp op, OpBuilder builder) {
    Tensor[] operands = new Tensor[op.numOperands()];
    for (int i = 0; i < operands.length; i++) operands[i] = op.hasInput(i) ? new Tensor(builder, op.location(), op.operand(i)) : null;
    return Arrays.asList(operands);
  }

  TensorType type() {
    if (value.type() instanceof TensorType type) return type;
    throw new InvalidOnnxOp("works on '" + value.type() + "'; infer shapes first");
  }

  List<Long> shape() {
    return type().shape();
  }

  int rank() {
    return type().rank();
  }

  /** The attribute {@code name} of an operator that {@link #apply} makes. */
  record Setting(String name, Attribute value) {
    static Setting of(String name, long value) {
      return new Setting(name, IntegerAttr.of(value, IntegerType.SI64));
    }

    static Setting of(String name, double value) {
      return new Setting(name, FloatAttr.f32(value));
    }

    static Setting of(String name, long... values) {
      return new Setting(name, ArrayAttr.ofIntegers(IntegerType.I64, values));
    }

    static Setting of(String name, String value) {
      return new Setting(name, new StringAttr(value));
    }

    static Setting of(String name, Type type) {
      return new Setting(name, new TypeAttr(type));
    }
  }

  /** An operator on this and {@code others}; further operands are absent. */
  Tensor apply(Operator operator, List<Tensor> others, Setting... settings) {
    var state = new OperationState(operator.spec(), location).operands(value);
    others.forEach(o -> state.operands(o.value));
    boolean variadic = operator.spec().operands().getFirst().arity() == OpSpec.Arity.VARIADIC;
    for (int i = 1 + others.size(); !variadic && i < operator.spec().operands().size(); i++) state.operands(NoValueOp.create(builder, location).result());
    for (Setting setting : settings) state.attribute(setting.name(), setting.value());
    return new Tensor(builder, location, OnnxOp.create(builder, state).result());
  }

  Tensor apply(Operator operator, Setting... settings) {
    return apply(operator, List.of(), settings);
  }

  Tensor plus(Tensor other) {
    return apply(Operator.ADD, List.of(other));
  }

  Tensor minus(Tensor other) {
    return apply(Operator.SUB, List.of(other));
  }

  Tensor times(Tensor other) {
    return apply(Operator.MUL, List.of(other));
  }

  Tensor over(Tensor other) {
    return apply(Operator.DIV, List.of(other));
  }

  Tensor matMul(Tensor other) {
    return apply(Operator.MATMUL, List.of(other));
  }

  Tensor squared() {
    return times(this);
  }

  Tensor root() {
    return apply(Operator.SQRT);
  }

  Tensor plus(double c) {
    return plus(scalar(c));
  }

  /** Reduced along {@code axes}, which stay with size 1 when {@code keep}. */
  Tensor reduced(Operator reduction, boolean keep, int... axes) {
    return apply(reduction, Setting.of("axes", Arrays.stream(axes).asLongStream().toArray()), Setting.of("keepdims", keep ? 1 : 0));
  }

  Tensor reshaped(List<Long> shape) {
    return apply(Operator.RESHAPE, List.of(constant(TensorType.of(List.of((long) shape.size()), IntegerType.I64), i -> shape.get((int) i))),
        Setting.of("allowzero", 1));
  }

  /** What stands in row {@code o} and column {@code i} of a matrix. */
  @FunctionalInterface
  interface Coefficient {
    double at(int o, int i);
  }

  /** The product of a constant matrix with {@code rows} rows and each vector along a dimension. */
  Tensor along(int axis, long rows, Coefficient matrix) {
    long columns = type().dim(axis);
    Tensor constant = constant(TensorType.of(List.of(rows, columns), type().elementType()), n -> matrix.at((int) (n / columns), (int) (n % columns)));
    String labels = labels(0, rank());
    char along = labels.charAt(axis);
    return einsum(labels + ",A" + along + "->" + labels.replace(along, 'A'), constant);
  }

  /** The labels of dimensions {@code from} to {@code to} (exclusive) in an {@link #einsum}. */
  static String labels(int from, int to) {
    return "abcdefghijklmnopqrstuvwxyz".substring(from, to);
  }

  Tensor einsum(String equation, Tensor... others) {
    return apply(Operator.EINSUM, List.of(others), Setting.of("equation", equation));
  }

  Tensor transposed(long... perm) {
    return apply(Operator.TRANSPOSE, Setting.of("perm", perm));
  }

  Tensor concat(Tensor other, int axis) {
    return concat(List.of(other), axis);
  }

  Tensor concat(List<Tensor> others, int axis) {
    return apply(Operator.CONCAT, others, Setting.of("axis", (long) axis));
  }

  /** With a dimension of size 1 at {@code axis}. */
  Tensor unsqueezed(int axis) {
    var shape = new ArrayList<>(shape());
    shape.add(axis, 1L);
    return reshaped(shape);
  }

  /** The elements {@code from} to {@code to} (exclusive) along a dimension. */
  Tensor slice(int axis, long from, long to) {
    return apply(Operator.SLICE, Setting.of("starts", new long[] {from}), Setting.of("ends", new long[] {to}), Setting.of("axes", new long[] {axis}));
  }

  /** The columns of a matrix in this order. */
  Tensor columns(List<Integer> which) {
    var type = TensorType.of(List.of((long) which.size()), IntegerType.I64);
    return apply(Operator.GATHER, List.of(constant(type, i -> which.get((int) i))), Setting.of("axis", 1L));
  }

  /** 1 where this compares so with {@code other}, else 0. */
  Tensor is(Operator comparison, Tensor other) {
    return apply(comparison, List.of(other)).cast(FloatType.F32);
  }

  /** A constant list of this element type. */
  Tensor list(double... values) {
    return constant(TensorType.of(List.of((long) values.length), type().elementType()), i -> values[(int) i]);
  }

  Tensor cast(Type element) {
    return type().elementType().equals(element) ? this : apply(Operator.CAST, Setting.of("to", element));
  }

  /** (this - zero) * scale; {@code zero} may be null. */
  Tensor dequantized(Tensor scale, Tensor zero) {
    return apply(Operator.DEQUANTIZE_LINEAR, zero == null ? List.of(scale) : List.of(scale, zero));
  }

  /** This where {@code condition} holds, else {@code other}. */
  Tensor where(Tensor condition, Tensor other) {
    return condition.apply(Operator.WHERE, List.of(this, other));
  }

  /** A constant of this element type. */
  Tensor scalar(double c) {
    return constant(TensorType.of(List.of(), type().elementType()), _ -> c);
  }

  Tensor constant(TensorType type, LongToDoubleFunction element) {
    return new Tensor(builder, location, ConstantOp.create(builder, location, Generators.tensor(type, element)).result());
  }
}
