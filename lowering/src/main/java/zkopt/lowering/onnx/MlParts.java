package zkopt.lowering.onnx;

import java.util.List;
import java.util.stream.LongStream;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.MlRules;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.ElementsAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IntegerType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Decompositions.Decomposition;
import zkopt.lowering.onnx.Tensor.Setting;

/** What the operators of domain {@code ai.onnx.ml} are made of. */
final class MlParts {
  private MlParts() {}

  /** Null when the operator is of another domain. */
  static Decomposition of(Operator operator) {
    return switch (operator) {
      case ZIP_MAP -> (_, x) -> x.getFirst();
      case ARRAY_FEATURE_EXTRACTOR -> MlParts::features;
      case BINARIZER -> (op, x) -> x.getFirst().is(Operator.GREATER, x.getFirst().scalar(op.real("threshold"))).cast(op.outputType().elementType());
      case FEATURE_VECTORIZER -> MlParts::vectorized;
      case IMPUTER -> MlParts::imputed;
      case LABEL_ENCODER -> MlParts::encoded;
      case ONE_HOT_ENCODER -> MlParts::oneHot;
      case NORMALIZER -> MlParts::normalized;
      case SCALER -> MlParts::scaled;
      case LINEAR_REGRESSOR -> (op, x) -> PostTransform.of(op.string("post_transform"), linear(op, x.getFirst(), op.integer("targets")));
      case LINEAR_CLASSIFIER -> Decomposition.several(MlParts::linearlyClassified);
      case SVM_REGRESSOR -> SvmParts::value;
      case SVM_CLASSIFIER -> Decomposition.several(SvmParts::classified);
      case TREE_ENSEMBLE, TREE_ENSEMBLE_REGRESSOR -> TreeEnsembleParts::values;
      case TREE_ENSEMBLE_CLASSIFIER -> Decomposition.several(TreeEnsembleParts::classified);
      default -> null;
    };
  }

  /** A matrix with a row for each sample. */
  static Tensor samples(Tensor x) {
    long rows = MlRules.rows(x.type());
    return x.rank() == 2 ? x : x.reshaped(List.of(rows, x.type().numElements() / Math.max(1, rows)));
  }

  private static Tensor features(OnnxOp op, List<Tensor> x) {
    ElementsAttr indices = op.constantInput(1);
    var type = TensorType.of(List.of(x.get(1).type().numElements()), x.get(1).type().elementType());
    Tensor list = indices == null ? x.get(1).reshaped(type.shape()) : x.get(1).constant(type, i -> indices.longAt((int) i));
    return x.getFirst().apply(Operator.GATHER, List.of(list), Setting.of("axis", -1L)).reshaped(op.outputType().shape());
  }

  private static Tensor vectorized(OnnxOp op, List<Tensor> x) {
    var columns = x.stream().map(MlParts::samples).map(t -> t.cast(FloatType.F32)).toList();
    return columns.size() == 1 ? columns.getFirst()
        : columns.getFirst().apply(Operator.CONCAT, columns.subList(1, columns.size()), Setting.of("axis", 1L));
  }

  /** What is not a number cannot be given at all, so that nothing is to be replaced then. */
  private static Tensor imputed(OnnxOp op, List<Tensor> x) {
    Tensor first = x.getFirst();
    boolean whole = first.type().elementType() instanceof IntegerType;
    double replaced = whole ? op.integer("replaced_value_int64") : op.real("replaced_value_float");
    if (Double.isNaN(replaced)) return first;
    long[] integers = op.ints("imputed_value_int64s");
    double[] values = whole ? integers == null ? null : LongStream.of(integers).asDoubleStream().toArray() : op.reals("imputed_value_floats");
    if (values == null) throw new InvalidOnnxOp("has no values to put in");
    return perFeature(first, values).where(first.apply(Operator.EQUAL, List.of(first.scalar(replaced))), first);
  }

  /** One value for each feature, or the same for all. */
  private static Tensor perFeature(Tensor x, double[] values) {
    long features = x.type().dim(x.rank() - 1);
    if (values.length != 1 && values.length != features) throw new InvalidOnnxOp("has " + values.length + " values for " + features + " features");
    return x.constant(TensorType.of(List.of((long) values.length), x.type().elementType()), i -> values[(int) i]);
  }

  /** The default, and for each key the difference of its value to the default where the key is met. */
  private static Tensor encoded(OnnxOp op, List<Tensor> x) {
    double[] keys = list(op, "keys");
    double[] values = list(op, "values");
    if (keys.length != values.length) throw new InvalidOnnxOp("has " + keys.length + " keys for " + values.length + " values");
    ElementsAttr tensor = op.elements("default_tensor");
    double otherwise = tensor != null ? tensor.doubleAt(0) : op.ints("values_int64s") != null ? op.integer("default_int64") : op.real("default_float");
    Tensor first = x.getFirst();
    long count = first.type().numElements();
    Tensor met = first.reshaped(List.of(count, 1L))
        .is(Operator.EQUAL, first.constant(TensorType.of(List.of((long) keys.length), first.type().elementType()), i -> keys[(int) i]));
    Tensor steps = met.constant(TensorType.of(List.of((long) keys.length, 1L), FloatType.F32), i -> values[(int) i] - otherwise);
    return met.matMul(steps).plus(otherwise).reshaped(first.shape()).cast(op.outputType().elementType());
  }

  private static double[] list(OnnxOp op, String what) {
    ElementsAttr tensor = op.elements(what + "_tensor");
    if (tensor != null) return LongStream.range(0, tensor.count()).mapToDouble(i -> tensor.doubleAt((int) i)).toArray();
    if (op.ints(what + "_int64s") != null) return LongStream.of(op.ints(what + "_int64s")).asDoubleStream().toArray();
    if (op.reals(what + "_floats") != null) return op.reals(what + "_floats");
    throw new InvalidOnnxOp("has no " + what + " that are numbers");
  }

  private static Tensor oneHot(OnnxOp op, List<Tensor> x) {
    if (!op.flag("zeros")) throw new InvalidOnnxOp("fails for an unknown category ('zeros' is 0), which is not supported");
    long[] categories = op.ints("cats_int64s");
    Tensor first = x.getFirst();
    Tensor numbers = first.constant(TensorType.of(List.of((long) categories.length), first.type().elementType()), i -> categories[(int) i]);
    return first.reshaped(List.of(first.type().numElements(), 1L)).is(Operator.EQUAL, numbers).reshaped(op.outputType().shape());
  }

  /** A norm of 0 divides nothing. What is squared is divided by the largest magnitude before, so that it stays small. */
  private static Tensor normalized(OnnxOp op, List<Tensor> x) {
    Tensor first = x.getFirst().cast(FloatType.F32);
    int axis = first.rank() - 1;
    Tensor norm = switch (op.string("norm")) {
      case "MAX" -> first.reduced(Operator.REDUCE_MAX, true, axis);
      case "L1" -> first.reduced(Operator.REDUCE_L1, true, axis);
      case "L2" -> {
        Tensor largest = first.apply(Operator.ABS).reduced(Operator.REDUCE_MAX, true, axis);
        first = first.over(largest.plus(largest.is(Operator.EQUAL, largest.scalar(0))));
        yield first.reduced(Operator.REDUCE_L2, true, axis);
      }
      default -> throw new InvalidOnnxOp("has the norm '" + op.string("norm") + "'");
    };
    return first.over(norm.plus(norm.is(Operator.EQUAL, norm.scalar(0))));
  }

  private static Tensor scaled(OnnxOp op, List<Tensor> x) {
    Tensor y = x.getFirst().cast(FloatType.F32);
    if (op.reals("offset") != null) y = y.minus(perFeature(y, op.reals("offset")));
    return op.reals("scale") == null ? y : y.times(perFeature(y, op.reals("scale")));
  }

  /** x W' + b for {@code targets} rows of coefficients. */
  private static Tensor linear(OnnxOp op, Tensor x, long targets) {
    double[] coefficients = op.reals("coefficients");
    Tensor rows = samples(x).cast(FloatType.F32);
    long features = rows.type().dim(1);
    if (coefficients == null || coefficients.length != targets * features) {
      throw new InvalidOnnxOp("needs " + targets + " times " + features + " coefficients");
    }
    Tensor weights = rows.constant(TensorType.of(List.of(features, targets), FloatType.F32),
        i -> coefficients[(int) (i % targets * features + i / targets)]);
    double[] intercepts = op.reals("intercepts");
    Tensor y = rows.matMul(weights);
    if (intercepts == null || intercepts.length == 0) return y;
    if (intercepts.length != targets) throw new InvalidOnnxOp("has " + intercepts.length + " intercepts for " + targets + " targets");
    return y.plus(y.list(intercepts));
  }

  private static List<Tensor> linearlyClassified(OnnxOp op, List<Tensor> x) {
    long[] classes = MlRules.classes(op);
    long features = samples(x.getFirst()).type().dim(1);
    double[] coefficients = op.reals("coefficients");
    long targets = coefficients == null ? 0 : coefficients.length / features;
    if (targets != classes.length) {
      throw new InvalidOnnxOp("has coefficients for " + targets + " and labels for " + classes.length + " classes, which is not supported");
    }
    Tensor scores = linear(op, x.getFirst(), targets);
    return List.of(Labels.ofLargest(scores, classes), PostTransform.of(op.string("post_transform"), scores));
  }
}
