package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.dialect.onnx.OptimizerRules;

/** Steps of training: new tensors and new moments from the old ones and gradients. */
record OptimizerParts(OnnxOp op, List<Tensor> x, int tensors) {
  private OptimizerParts(OnnxOp op, List<Tensor> x, List<String> lists) {
    this(op, x, OptimizerRules.tensors(op, lists.size()));
  }

  private Tensor rate() {
    return x.get(0);
  }

  /** The number of steps so far, in the numbers of tensor {@code i}. */
  private Tensor steps() {
    return x.get(1).cast(rate().type().elementType());
  }

  /** Tensor {@code i} of a list: 0 those that are trained, 1 their gradients, then moments. */
  private Tensor of(int list, int i) {
    return x.get(2 + list * tensors + i);
  }

  /** The gradient with that of the squared norm. */
  private Tensor gradient(int i) {
    double norm = op.real("norm_coefficient");
    return norm == 0 ? of(1, i) : of(1, i).plus(scaled(of(0, i), norm));
  }

  private static Tensor scaled(Tensor t, double factor) {
    return t.times(t.scalar(factor));
  }

  static List<Tensor> adagrad(OnnxOp op, List<Tensor> x) {
    var parts = new OptimizerParts(op, x, List.of("X", "G", "H"));
    Tensor rate = parts.rate();
    double decay = op.real("decay_factor");
    if (decay != 0) rate = rate.over(scaled(parts.steps(), decay).plus(1));
    var trained = new ArrayList<Tensor>();
    var sums = new ArrayList<Tensor>();
    for (int i = 0; i < parts.tensors; i++) {
      Tensor gradient = parts.gradient(i);
      Tensor squares = parts.of(2, i).plus(gradient.squared());
      sums.add(squares);
      trained.add(parts.of(0, i).minus(rate.times(gradient).over(squares.root().plus(op.real("epsilon")))));
    }
    trained.addAll(sums);
    return trained;
  }

  static List<Tensor> adam(OnnxOp op, List<Tensor> x) {
    var parts = new OptimizerParts(op, x, List.of("X", "G", "V", "H"));
    double alpha = op.real("alpha");
    double beta = op.real("beta");
    Tensor rate = parts.corrected(alpha, beta);
    var trained = new ArrayList<Tensor>();
    var means = new ArrayList<Tensor>();
    var squares = new ArrayList<Tensor>();
    for (int i = 0; i < parts.tensors; i++) {
      Tensor gradient = parts.gradient(i);
      means.add(scaled(parts.of(2, i), alpha).plus(scaled(gradient, 1 - alpha)));
      squares.add(scaled(parts.of(3, i), beta).plus(scaled(gradient.squared(), 1 - beta)));
      Tensor next = parts.of(0, i).minus(rate.times(means.getLast()).over(squares.getLast().root().plus(op.real("epsilon"))));
      trained.add(scaled(next, 1 - op.real("norm_coefficient_post")));
    }
    trained.addAll(means);
    trained.addAll(squares);
    return trained;
  }

  /** The rate times sqrt(1 - beta^t) / (1 - alpha^t), after the first step. */
  private Tensor corrected(double alpha, double beta) {
    Tensor t = steps().apply(Operator.MAX, List.of(rate().scalar(1)));
    Tensor one = rate().scalar(1);
    Tensor bias = one.minus(rate().scalar(beta).apply(Operator.POW, List.of(t))).root().over(one.minus(rate().scalar(alpha).apply(Operator.POW, List.of(t))));
    return rate().times(bias).where(isLater(), rate());
  }

  private Tensor isLater() {
    return x.get(1).apply(Operator.GREATER, List.of(x.get(1).scalar(0)));
  }

  static List<Tensor> momentum(OnnxOp op, List<Tensor> x) {
    var parts = new OptimizerParts(op, x, List.of("X", "G", "V"));
    boolean nesterov = switch (op.string("mode")) {
      case "standard" -> false;
      case "nesterov" -> true;
      default -> throw new InvalidOnnxOp("has mode = '" + op.string("mode") + "'; known are standard and nesterov");
    };
    double alpha = op.real("alpha");
    Tensor weight = parts.rate().scalar(op.real("beta")).where(parts.isLater(), parts.rate().scalar(1));
    var trained = new ArrayList<Tensor>();
    var moments = new ArrayList<Tensor>();
    for (int i = 0; i < parts.tensors; i++) {
      Tensor gradient = parts.gradient(i);
      Tensor moment = scaled(parts.of(2, i), alpha).plus(gradient.times(weight));
      moments.add(moment);
      trained.add(parts.of(0, i).minus(parts.rate().times(nesterov ? gradient.plus(scaled(moment, alpha)) : moment)));
    }
    trained.addAll(moments);
    return trained;
  }
}
