package zkopt.dialect.onnx;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Location;
import zkopt.ir.NoneType;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.StringAttr;
import zkopt.ir.TensorType;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.UnrankedTensorType;
import zkopt.ir.Value;

/** An application of an ONNX {@link Operator}: tensors in, tensors out, in most cases one. */
public final class OnnxOp extends Operation implements Traits.Pure, Traits.Foldable {
  /** The type of a result that is not inferred yet. */
  public static final Type UNKNOWN = new UnrankedTensorType(FloatType.F32);

  private final Operator operator;

  OnnxOp(Operator operator, OperationState state) {
    super(state);
    this.operator = operator;
  }

  /**
   * Makes an operation of which the operands and attributes are set in {@code state}, with the types that its rule gives; unranked when
   * they follow from what is not known yet. Results that are set are kept in number, and absent where their type is {@code none}.
   */
  public static OnnxOp create(OpBuilder builder, OperationState state) {
    if (state.resultTypes.isEmpty()) state.spec.results().forEach(_ -> state.results(UNKNOWN));
    OnnxOp op = builder.create(state);
    List<? extends Type> types;
    try {
      types = op.inferTypes();
    } catch (NotYetKnown _) {
      types = Collections.nCopies(op.numResults(), UNKNOWN);
    }
    for (int i = 0; i < op.numResults(); i++) {
      if (op.hasOutput(i)) op.result(i).setType(types.get(i));
    }
    return op;
  }

  public static OnnxOp create(OpBuilder builder, Location location, Operator operator, Value... operands) {
    return create(builder, new OperationState(operator.spec(), location).operands(operands));
  }

  public Operator operator() {
    return operator;
  }

  /** Whether optional operand {@code i} is given. */
  public boolean hasInput(int i) {
    return i < numOperands() && !operand(i).type().equals(NoneType.NONE);
  }

  /** Whether result {@code i} is asked for. */
  public boolean hasOutput(int i) {
    return i < numResults() && !result(i).type().equals(NoneType.NONE);
  }

  /** The type of operand {@code i}. @throws InvalidOnnxOp when its shape is not static */
  public TensorType inputType(int i) {
    if (operand(i).type() instanceof TensorType t && t.hasStaticShape()) return t;
    throw new NotYetKnown("operand #" + i + " must have a static shape, but has type '" + operand(i).type() + "'");
  }

  /** The data of operand {@code i}. @throws InvalidOnnxOp when it is not constant */
  ElementsAttr constant(int i) {
    ElementsAttr constant = constantInput(i);
    if (constant == null) throw new NotYetKnown("needs a constant as operand #" + i + ": it decides what is compiled");
    return constant;
  }

  /** The data of operand {@code i}, of which the values decide the shape of the results. @throws InvalidOnnxOp when it is not constant */
  ElementsAttr shaping(int i) {
    ElementsAttr constant = constantInput(i);
    if (constant == null) throw new NotYetKnown("has results of a data-dependent shape, and operand #" + i + " is not constant");
    return constant;
  }

  /** The integers of operand {@code i}. @throws InvalidOnnxOp when it is not constant */
  long[] constantInts(int i) {
    return constant(i).toLongs();
  }

  /** The integers of attribute {@code name} or, where newer operator sets have them, of operand {@code i}. */
  long[] list(String name, int i) {
    long[] values = listOr(name, i, null);
    if (values == null) throw new InvalidOnnxOp("needs '" + name + "'");
    return values;
  }

  /** As {@link #list}; {@code otherwise} when there are none. */
  long[] listOr(String name, int i, long[] otherwise) {
    boolean known = spec().attributes().stream().anyMatch(a -> a.name().equals(name));
    if (known && ints(name) != null) return ints(name);
    return hasInput(i) ? constantInts(i) : otherwise;
  }

  /** The type of the only result. @throws InvalidOnnxOp when it is not inferred */
  public TensorType outputType() {
    if (result().type() instanceof TensorType t) return t;
    throw new InvalidOnnxOp("gives '" + result().type() + "'; infer shapes first");
  }

  /** The data of operand {@code i} when it is constant and present, else null. */
  public ElementsAttr constantInput(int i) {
    return operand(i).definingOp() instanceof ConstantOp constant && ConstantOp.isPresent(constant.value()) ? constant.value() : null;
  }

  public long integer(String name) {
    return ((IntegerAttr) value(name)).value();
  }

  public boolean flag(String name) {
    return integer(name) != 0;
  }

  public double real(String name) {
    return ((FloatAttr) value(name)).value();
  }

  /** As {@link #real(String)}; {@code otherwise} when the attribute is absent. */
  public double real(String name, double otherwise) {
    return value(name) instanceof FloatAttr f ? f.value() : otherwise;
  }

  public String string(String name) {
    return ((StringAttr) value(name)).value();
  }

  /** As {@link #string(String)}; {@code otherwise} for operators without the attribute. */
  String string(String name, String otherwise) {
    return spec().attributes().stream().anyMatch(a -> a.name().equals(name)) ? string(name) : otherwise;
  }

  /** The integers of an attribute, or null when it is absent; one of a single integer. */
  public long[] ints(String name) {
    return switch (value(name)) {
      case ArrayAttr array -> array.longs();
      case IntegerAttr single -> new long[] {single.value()};
      case null, default -> null;
    };
  }

  /** The numbers of an attribute, or null when it is absent. */
  public double[] reals(String name) {
    return value(name) instanceof ArrayAttr array ? array.values().stream().mapToDouble(v -> ((FloatAttr) v).value()).toArray() : null;
  }

  /** The strings of an attribute, or null when it is absent. */
  public List<String> strings(String name) {
    return value(name) instanceof ArrayAttr array ? array.values().stream().map(v -> ((StringAttr) v).value()).toList() : null;
  }

  /** The constant data of an attribute, or null when it is absent. */
  public ElementsAttr elements(String name) {
    return (ElementsAttr) value(name);
  }

  /** The type that an attribute names. @throws InvalidOnnxOp when it is absent and there is no other */
  Type type(String name, Type otherwise) {
    Type type = value(name) instanceof TypeAttr t ? t.value() : otherwise;
    if (type == null) throw new InvalidOnnxOp("needs attribute '" + name + "'");
    return type;
  }

  /** The integers of an attribute of {@code count} entries; when it is absent, {@code otherwise} throughout. */
  public long[] ints(String name, int count, long otherwise) {
    long[] values = ints(name);
    if (values == null) {
      values = new long[count];
      Arrays.fill(values, otherwise);
    }
    if (values.length != count) throw new InvalidOnnxOp("needs " + count + " values in attribute '" + name + "', but has " + values.length);
    return values;
  }

  /** Attribute {@code axis} counted from the front; {@code last} tells whether one behind the last dimension is allowed. */
  public int axis(int rank, boolean last) {
    long axis = integer("axis");
    long limit = last ? rank : rank - 1;
    if (axis < -rank || axis > limit) {
      throw new InvalidOnnxOp("has axis " + axis + ", which is out of range for a tensor of rank " + rank);
    }
    return Math.toIntExact(axis < 0 ? axis + rank : axis);
  }

  /** A dimension counted from the front. @throws InvalidOnnxOp when it is out of range */
  public static int axis(long axis, int rank) {
    if (axis < -rank || axis >= rank) throw new InvalidOnnxOp("has axis " + axis + ", which is out of range for a tensor of rank " + rank);
    return Math.toIntExact(axis < 0 ? axis + rank : axis);
  }

  /** The types that the results must have, {@code none} for those that are absent. @throws InvalidOnnxOp when operands or attributes do not fit the operator */
  public List<Type> inferTypes() {
    List<TensorType> types = operator.rule().inferAll(this);
    return IntStream.range(0, numResults()).<Type>mapToObj(i -> hasOutput(i) ? types.get(i) : NoneType.NONE).toList();
  }

  /** Where each element of the result comes from, or null when the operator does more than move data. */
  public Movement movement() {
    return operator.rule().movement(this);
  }

  /** The result when it does not depend on data, else null. @throws InvalidOnnxOp when a shape or value is not known */
  ElementsAttr generated() {
    return operator.rule().generated(this);
  }

  /** Identity and Dropout are their operand; Reshape, Flatten and Transpose of constants are constants. */
  @Override
  public List<Object> fold(List<Attribute> constants) {
    return ConstantFolding.fold(this, constants);
  }

  private Attribute value(String name) {
    for (AttrDef def : spec().attributes()) {
      if (def.name().equals(name)) return def.of(this);
    }
    throw new IllegalArgumentException("'" + name() + "' has no attribute '" + name + "'");
  }
}
