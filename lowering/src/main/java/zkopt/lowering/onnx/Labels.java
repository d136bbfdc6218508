package zkopt.lowering.onnx;

import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** The classes that scores choose. */
final class Labels {
  private Labels() {}

  /** The class of the first largest score of each sample. */
  static Tensor ofLargest(Tensor scores, long[] classes) {
    Tensor which = scores.apply(Operator.ARG_MAX, Setting.of("axis", 1L), Setting.of("keepdims", 0));
    boolean isNumber = IntStream.range(0, classes.length).allMatch(i -> classes[i] == i);
    if (isNumber) return which;
    Tensor numbers = which.constant(TensorType.of(List.of((long) classes.length), IntegerType.I64), i -> i);
    Tensor chosen = which.reshaped(List.of(which.type().dim(0), 1L)).is(Operator.EQUAL, numbers);
    Tensor names = chosen.constant(TensorType.of(List.of((long) classes.length, 1L), FloatType.F32), i -> classes[(int) i]);
    return chosen.matMul(names).reshaped(which.shape()).cast(IntegerType.I64);
  }

  /** The second class where {@code wins} is 1, the first where it is 0: (samples, 1). */
  static Tensor ofBinary(Tensor wins, long[] classes) {
    Tensor label = wins.times(wins.scalar(classes[1] - classes[0])).plus(classes[0]);
    return label.reshaped(List.of(wins.type().dim(0))).cast(IntegerType.I64);
  }
}
