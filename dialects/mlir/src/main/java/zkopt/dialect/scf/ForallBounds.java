package zkopt.dialect.scf;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.ShapedType;
import zkopt.ir.Value;

/** The bounds of each dimension of {@link ForallOp}: a {@link Long}, or a {@link Value} of index type. */
public record ForallBounds(List<Object> lower, List<Object> upper, List<Object> steps) {
  static List<Object> of(ForallOp op, String statics, OperandDef dynamics) {
    var values = dynamics.all(op).iterator();
    var mixed = new ArrayList<Object>();
    for (long number : ((DenseArrayAttr) op.attribute(statics)).longs()) mixed.add(number == ShapedType.DYNAMIC ? values.next() : (Object) number);
    return mixed;
  }

  /** Each bound replaced. */
  public ForallBounds map(UnaryOperator<Object> replace) {
    return new ForallBounds(lower.stream().map(replace).toList(), upper.stream().map(replace).toList(), steps.stream().map(replace).toList());
  }

  /** Of some dimensions only. */
  public ForallBounds only(List<Integer> dimensions) {
    return new ForallBounds(dimensions.stream().map(lower::get).toList(), dimensions.stream().map(upper::get).toList(), dimensions.stream().map(steps::get).toList());
  }

  /** Numbers, {@link ShapedType#DYNAMIC} where values stand. */
  static DenseArrayAttr numbers(List<Object> bounds) {
    return DenseArrayAttr.i64(bounds.stream().mapToLong(b -> b instanceof Long number ? number : ShapedType.DYNAMIC).toArray());
  }

  static List<Value> values(List<Object> bounds) {
    return bounds.stream().filter(Value.class::isInstance).map(Value.class::cast).toList();
  }

  /** The operands before the outputs. */
  List<Value> values() {
    var values = new ArrayList<>(values(lower));
    values.addAll(values(upper));
    values.addAll(values(steps));
    return values;
  }

  DenseArrayAttr segments(int outputs) {
    return DenseArrayAttr.i32(values(lower).size(), values(upper).size(), values(steps).size(), outputs);
  }
}
