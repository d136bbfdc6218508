package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.ir.Type;

/** The results of the operators of domain {@code ai.onnx.ml}. There are no strings: a class that has a string for a name is given by its number. */
public final class MlRules {
  private MlRules() {}

  static TensorType reals(OnnxOp op) {
    return TensorType.of(op.inputType(0).shape(), FloatType.F32);
  }

  static TensorType features(OnnxOp op) {
    TensorType x = op.inputType(0);
    var shape = new ArrayList<>(x.shape());
    if (shape.isEmpty()) throw new InvalidOnnxOp("needs an operand with features");
    shape.set(shape.size() - 1, op.inputType(1).numElements());
    if (shape.size() == 1) shape.addFirst(1L);
    return TensorType.of(shape, x.elementType());
  }

  static TensorType vectorized(OnnxOp op) {
    long rows = rows(op.inputType(0));
    long columns = 0;
    for (int i = 0; i < op.numOperands(); i++) {
      if (rows(op.inputType(i)) != rows) throw new InvalidOnnxOp("has operands of " + rows + " and of " + rows(op.inputType(i)) + " rows");
      columns += op.inputType(i).numElements() / Math.max(1, rows);
    }
    return TensorType.of(List.of(rows, columns), FloatType.F32);
  }

  /** How many samples there are: a list is one. */
  public static long rows(TensorType x) {
    return x.rank() < 2 ? 1 : x.dim(0);
  }

  static TensorType encoded(OnnxOp op) {
    if (op.strings("values_strings") != null) throw new InvalidOnnxOp("gives strings, which are not supported");
    if (op.strings("keys_strings") != null) throw new InvalidOnnxOp("takes strings, which are not supported");
    Type element = op.elements("values_tensor") != null ? op.elements("values_tensor").type().elementType()
        : op.ints("values_int64s") != null ? IntegerType.I64 : FloatType.F32;
    return TensorType.of(op.inputType(0).shape(), element);
  }

  static TensorType oneHot(OnnxOp op) {
    if (op.ints("cats_int64s") == null) throw new InvalidOnnxOp("has no categories that are numbers");
    var shape = new ArrayList<>(op.inputType(0).shape());
    shape.add((long) op.ints("cats_int64s").length);
    return TensorType.of(shape, FloatType.F32);
  }

  /** {@code count} numbers for each sample. */
  static TensorType scores(OnnxOp op, long count) {
    return TensorType.of(List.of(rows(op.inputType(0)), count), FloatType.F32);
  }

  static TensorType trees(OnnxOp op) {
    long[] targets = op.ints("n_targets");
    return TensorType.of(List.of(rows(op.inputType(0)), targets == null ? 1 : targets[0]), op.inputType(0).elementType());
  }

  /** The numbers of the classes, which stand for those that have strings for names. @throws InvalidOnnxOp when there are none */
  public static long[] classes(OnnxOp op) {
    String ints = op.operator() == Operator.TREE_ENSEMBLE_CLASSIFIER ? "classlabels_int64s" : "classlabels_ints";
    long[] numbers = op.ints(ints);
    if (numbers != null && numbers.length > 0) return numbers;
    List<String> names = op.strings("classlabels_strings");
    if (names == null || names.isEmpty()) throw new InvalidOnnxOp("names no classes");
    return LongStream.range(0, names.size()).toArray();
  }

  static List<TensorType> classified(OnnxOp op) {
    long rows = rows(op.inputType(0));
    int classes = classes(op).length;
    boolean duels = op.operator() == Operator.SVM_CLASSIFIER && classes > 2 && op.reals("prob_a") == null;
    return List.of(TensorType.of(List.of(rows), IntegerType.I64),
        TensorType.of(List.of(rows, (long) (duels ? classes * (classes - 1) / 2 : classes)), FloatType.F32));
  }
}
