package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.MlRules;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** What support vector machines are made of: kernels of the sample with each support vector, and weighted sums of these. */
final class SvmParts {
  private SvmParts() {}

  /** SVMRegressor: one sum, or with {@code one_class} its sign. */
  static Tensor value(OnnxOp op, List<Tensor> x) {
    long supports = op.integer("n_supports");
    double[] coefficients = op.reals("coefficients");
    if (supports == 0) throw new InvalidOnnxOp("has no support vectors");
    if (coefficients == null || coefficients.length != supports) throw new InvalidOnnxOp("needs " + supports + " coefficients");
    Tensor kernels = kernels(op, MlParts.samples(x.getFirst()).cast(FloatType.F32), supports);
    Tensor sum = kernels.matMul(kernels.constant(TensorType.of(List.of(supports, 1L), FloatType.F32), i -> coefficients[(int) i]));
    if (op.reals("rho") != null) sum = sum.plus(op.reals("rho")[0]);
    if (op.flag("one_class")) sum = sum.is(Operator.GREATER, sum.scalar(0)).times(sum.scalar(2)).plus(-1);
    return PostTransform.of(op.string("post_transform"), sum);
  }

  /** (samples, support vectors). */
  private static Tensor kernels(OnnxOp op, Tensor x, long supports) {
    double[] vectors = op.reals("support_vectors");
    long features = x.type().dim(1);
    if (vectors == null || vectors.length != supports * features) throw new InvalidOnnxOp("needs " + supports + " support vectors of " + features + " features");
    double[] parameters = op.reals("kernel_params");
    double gamma = parameters == null || parameters.length < 1 ? 0 : parameters[0];
    double coef0 = parameters == null || parameters.length < 2 ? 0 : parameters[1];
    double degree = parameters == null || parameters.length < 3 ? 0 : parameters[2];
    Tensor products = x.matMul(x.constant(TensorType.of(List.of(features, supports), FloatType.F32),
        i -> vectors[(int) (i % supports * features + i / supports)]));
    return switch (op.string("kernel_type")) {
      case "LINEAR" -> products;
      case "POLY" -> affine(products, gamma, coef0).apply(Operator.POW, List.of(products.scalar(degree)));
      case "SIGMOID" -> affine(products, gamma, coef0).apply(Operator.TANH);
      case "RBF" -> distances(x, vectors, supports).times(products.scalar(-gamma)).apply(Operator.EXP);
      default -> throw new InvalidOnnxOp("has the kernel '" + op.string("kernel_type") + "'");
    };
  }

  private static Tensor affine(Tensor x, double gamma, double coef0) {
    return x.times(x.scalar(gamma)).plus(coef0);
  }

  /** Squared distances, as sums of squares: what is never negative stays so when it is rounded. */
  private static Tensor distances(Tensor x, double[] vectors, long supports) {
    long features = x.type().dim(1);
    Tensor all = x.constant(TensorType.of(List.of(supports, features), FloatType.F32), i -> vectors[(int) i]);
    Tensor difference = x.reshaped(List.of(x.type().dim(0), 1L, features)).minus(all);
    return difference.squared().reduced(Operator.REDUCE_SUM, false, 2);
  }

  /** SVMClassifier: a duel for each pair of classes; the class with the most wins. The scores are the sums of the duels. */
  static List<Tensor> classified(OnnxOp op, List<Tensor> x) {
    long[] classes = MlRules.classes(op);
    long[] perClass = op.ints("vectors_per_class");
    if (perClass == null || perClass.length != classes.length) throw new InvalidOnnxOp("has no duels of support vectors, which is not supported");
    if (op.reals("prob_a") != null && op.reals("prob_a").length > 0) {
      throw new InvalidOnnxOp("gives probabilities, which ONNX finds by an iteration that ends by data; export the decision function instead");
    }
    long supports = Arrays.stream(perClass).sum();
    Tensor kernels = kernels(op, MlParts.samples(x.getFirst()).cast(FloatType.F32), supports);
    List<double[]> duels = duels(op, perClass, (int) supports);
    double[] rho = op.reals("rho");
    if (rho == null || rho.length != duels.size()) throw new InvalidOnnxOp("needs " + duels.size() + " numbers in attribute 'rho'");
    Tensor sums = kernels.matMul(kernels.constant(TensorType.of(List.of(supports, (long) duels.size()), FloatType.F32),
        i -> duels.get((int) (i % duels.size()))[(int) (i / duels.size())]));
    sums = sums.plus(sums.list(rho));
    if (classes.length == 2) return binary(op, sums, classes);
    return List.of(Labels.ofLargest(votes(sums, classes.length), classes), PostTransform.of(op.string("post_transform"), sums));
  }

  /** One duel, in which the first class wins where the sum is positive; the scores are the sum with both signs, as ONNX Runtime gives them. */
  private static List<Tensor> binary(OnnxOp op, Tensor sum, long[] classes) {
    boolean agreed = op.string("post_transform").equals("NONE") && DoubleStream.of(op.reals("coefficients")).anyMatch(c -> c < 0);
    if (!agreed) throw new InvalidOnnxOp("has two classes, and a post-transform or no negative coefficient, for which there is no agreed meaning");
    Tensor loses = sum.is(Operator.LESS_OR_EQUAL, sum.scalar(0));
    return List.of(Labels.ofBinary(loses, classes), sum.apply(Operator.NEG).apply(Operator.CONCAT, List.of(sum), Setting.of("axis", 1L)));
  }

  /** The coefficients of all support vectors in each duel i < j: class i has those of row j - 1, class j those of row i. */
  private static List<double[]> duels(OnnxOp op, long[] perClass, int supports) {
    double[] coefficients = op.reals("coefficients");
    int classes = perClass.length;
    if (coefficients == null || coefficients.length != (classes - 1) * supports) throw new InvalidOnnxOp("needs " + (classes - 1) * supports + " coefficients");
    int[] start = new int[classes + 1];
    for (int i = 0; i < classes; i++) start[i + 1] = start[i] + (int) perClass[i];
    var duels = new ArrayList<double[]>();
    for (int i = 0; i < classes; i++) {
      for (int j = i + 1; j < classes; j++) {
        double[] row = new double[supports];
        for (int s = start[i]; s < start[i + 1]; s++) row[s] = coefficients[(j - 1) * supports + s];
        for (int s = start[j]; s < start[j + 1]; s++) row[s] = coefficients[i * supports + s];
        duels.add(row);
      }
    }
    return duels;
  }

  /** How many duels each class wins: the first one of a pair where the sum is positive. */
  private static Tensor votes(Tensor sums, int classes) {
    Tensor wins = sums.is(Operator.GREATER, sums.scalar(0));
    var firsts = new ArrayList<int[]>();
    for (int i = 0; i < classes; i++) {
      for (int j = i + 1; j < classes; j++) firsts.add(new int[] {i, j});
    }
    var type = TensorType.of(List.of((long) firsts.size(), (long) classes), FloatType.F32);
    double[] lost = new double[classes];
    firsts.forEach(pair -> lost[pair[1]]++);
    return wins.matMul(wins.constant(type, n -> {
      int[] pair = firsts.get((int) (n / classes));
      return pair[0] == n % classes ? 1 : pair[1] == n % classes ? -1 : 0;
    })).plus(sums.list(lost));
  }
}
