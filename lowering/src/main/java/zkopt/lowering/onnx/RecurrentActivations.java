package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * The activation functions of a recurrent operator, those of each direction one after the other. Numbers in {@code activation_alpha} and
 * {@code activation_beta} are for those functions that have such a parameter, in their order.
 */
final class RecurrentActivations {
  private final List<UnaryOperator<Tensor>> functions = new ArrayList<>();
  private final double[] alphas;
  private final double[] betas;
  private final double clip;
  private int usedAlphas;
  private int usedBetas;

  private RecurrentActivations(OnnxOp op) {
    alphas = op.reals("activation_alpha");
    betas = op.reals("activation_beta");
    clip = op.real("clip", Double.POSITIVE_INFINITY);
  }

  /** @param usual those of one direction when the operator names none */
  static RecurrentActivations of(OnnxOp op, long directions, List<String> usual) {
    List<String> names = op.strings("activations");
    if (names == null) {
      names = new ArrayList<>();
      for (long d = 0; d < directions; d++) names.addAll(usual);
    }
    if (names.size() != directions * usual.size()) {
      throw new InvalidOnnxOp("needs " + directions * usual.size() + " activations, but has " + names.size());
    }
    var activations = new RecurrentActivations(op);
    names.forEach(name -> activations.functions.add(activations.function(name)));
    return activations;
  }

  /** Function {@code i} of a gate, which is clipped first. */
  Tensor ofGate(int i, Tensor x) {
    return of(i, Double.isInfinite(clip) ? x : x.apply(Operator.CLIP, List.of(x.scalar(-clip), x.scalar(clip))));
  }

  /** Function {@code i} of a state, which ONNX Runtime does not clip. */
  Tensor of(int i, Tensor x) {
    return functions.get(i).apply(x);
  }

  private UnaryOperator<Tensor> function(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "relu" -> x -> x.apply(Operator.RELU);
      case "tanh" -> x -> x.apply(Operator.TANH);
      case "sigmoid" -> x -> x.apply(Operator.SIGMOID);
      case "softsign" -> x -> x.apply(Operator.SOFTSIGN);
      case "softplus" -> x -> x.apply(Operator.SOFTPLUS);
      case "leakyrelu" -> with(Operator.LEAKY_RELU, alpha(0.01));
      case "thresholdedrelu" -> with(Operator.THRESHOLDED_RELU, alpha(1));
      case "elu" -> with(Operator.ELU, alpha(1));
      case "hardsigmoid" -> {
        double alpha = alpha(0.2);
        double beta = beta(0.5);
        yield x -> x.apply(Operator.HARD_SIGMOID, Setting.of("alpha", alpha), Setting.of("beta", beta));
      }
      case "affine" -> {
        double alpha = alpha(1);
        double beta = beta(0);
        yield x -> x.times(x.scalar(alpha)).plus(beta);
      }
      case "scaledtanh" -> {
        double alpha = alpha(Double.NaN);
        double beta = beta(Double.NaN);
        if (Double.isNaN(alpha) || Double.isNaN(beta)) throw new InvalidOnnxOp("has the activation 'ScaledTanh' without alpha or beta, which have no agreed defaults");
        yield x -> x.times(x.scalar(beta)).apply(Operator.TANH).times(x.scalar(alpha));
      }
      default -> throw new InvalidOnnxOp("has the activation '" + name + "', which is not supported");
    };
  }

  private static UnaryOperator<Tensor> with(Operator operator, double alpha) {
    return x -> x.apply(operator, Setting.of("alpha", alpha));
  }

  private double alpha(double otherwise) {
    return alphas != null && usedAlphas < alphas.length ? alphas[usedAlphas++] : otherwise;
  }

  private double beta(double otherwise) {
    return betas != null && usedBetas < betas.length ? betas[usedBetas++] : otherwise;
  }
}
