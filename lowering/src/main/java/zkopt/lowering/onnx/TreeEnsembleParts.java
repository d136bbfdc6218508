package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import zkopt.dialect.onnx.Ensemble;
import zkopt.dialect.onnx.Ensemble.Vote;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.MlRules;
import zkopt.dialect.onnx.OnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/** What the operators on decision trees are made of: the leaves that are reached, times their weights, put together over the trees. */
record TreeEnsembleParts(OnnxOp op, Ensemble ensemble, TreePaths paths, int targets) {
  private enum Aggregate { AVERAGE, SUM, MIN, MAX }

  private static TreeEnsembleParts of(OnnxOp op, Tensor x, long targets) {
    Ensemble ensemble = Ensemble.of(op);
    Tensor samples = x.rank() == 2 ? x : x.reshaped(List.of(1L, x.type().numElements()));
    return new TreeEnsembleParts(op, ensemble, TreePaths.of(ensemble, samples), Math.toIntExact(targets));
  }

  /** TreeEnsemble and TreeEnsembleRegressor. */
  static Tensor values(OnnxOp op, List<Tensor> x) {
    boolean regressor = op.operator() == Operator.TREE_ENSEMBLE_REGRESSOR;
    var parts = of(op, x.getFirst(), op.outputType().dim(1));
    Aggregate how;
    try {
      how = regressor ? Aggregate.valueOf(op.string("aggregate_function")) : Aggregate.values()[(int) op.integer("aggregate_function")];
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new InvalidOnnxOp("has an aggregate function that does not exist");
    }
    Tensor scores = switch (how) {
      case SUM -> parts.sum(1);
      case AVERAGE -> parts.sum(1.0 / parts.ensemble.roots().size());
      case MIN -> parts.extremum(Operator.REDUCE_MIN);
      case MAX -> parts.extremum(Operator.REDUCE_MAX);
    };
    double[] base = regressor ? parts.base() : new double[0];
    if (base.length == parts.targets) scores = scores.plus(scores.list(base));
    else if (base.length > 0) throw new InvalidOnnxOp("has " + base.length + " base values for " + parts.targets + " targets");
    String transform = regressor ? op.string("post_transform")
        : List.of("NONE", "SOFTMAX", "LOGISTIC", "SOFTMAX_ZERO", "PROBIT").get((int) op.integer("post_transform"));
    return PostTransform.of(transform, scores).cast(op.outputType().elementType());
  }

  private double[] base() {
    for (String name : List.of("base_values", "base_values_as_tensor")) {
      if (op.attribute(name) instanceof zkopt.ir.ElementsAttr tensor) {
        double[] values = new double[Math.toIntExact(tensor.count())];
        for (int i = 0; i < values.length; i++) values[i] = tensor.doubleAt(i);
        return values;
      }
    }
    double[] values = op.reals("base_values");
    return values == null ? new double[0] : values;
  }

  /** The sum over the leaves that are reached of weight times {@code factor}: (samples, targets). */
  private Tensor sum(double factor) {
    var type = TensorType.of(List.of((long) paths.order().size(), (long) targets), FloatType.F32);
    Tensor sums = paths.leaves() == null ? null : paths.leaves().matMul(paths.leaves()
        .constant(type, i -> factor * weight(paths.order().get((int) (i / targets)).leaf(), (int) (i % targets))));
    if (paths.certain().isEmpty()) return sums;
    if (sums == null) throw new InvalidOnnxOp("has no node that asks");
    double[] certain = new double[targets];
    for (TreePaths.Column column : paths.certain()) {
      for (int t = 0; t < targets; t++) certain[t] += factor * weight(column.leaf(), t);
    }
    return sums.plus(sums.list(certain));
  }

  private double weight(int leaf, int target) {
    double weight = 0;
    for (Vote vote : ensemble.leaves().get(leaf)) {
      if (vote.target() < 0 || vote.target() >= targets) throw new InvalidOnnxOp("has a weight for target " + vote.target() + " of " + targets);
      if (vote.target() == target) weight += vote.weight();
    }
    return weight;
  }

  /** The least or largest over the trees of the weight of the leaf that is reached. */
  private Tensor extremum(Operator reduction) {
    if (targets != 1) throw new InvalidOnnxOp("takes the least or largest over trees of several targets, which is not supported");
    if (!paths.certain().isEmpty()) throw new InvalidOnnxOp("has a tree that is a single leaf");
    long trees = ensemble.roots().size();
    var type = TensorType.of(List.of((long) paths.order().size(), trees), FloatType.F32);
    Tensor each = paths.leaves().matMul(paths.leaves().constant(type, i -> {
      TreePaths.Column column = paths.order().get((int) (i / trees));
      return column.tree() == i % trees ? weight(column.leaf(), 0) : 0;
    }));
    return each.reduced(reduction, true, 1);
  }

  /** TreeEnsembleClassifier: the classes and the scores. Two classes of which only one gets votes share what the votes say. */
  static List<Tensor> classified(OnnxOp op, List<Tensor> x) {
    long[] classes = MlRules.classes(op);
    var parts = of(op, x.getFirst(), classes.length);
    List<Vote> votes = parts.ensemble.leaves().stream().flatMap(List::stream).toList();
    long[] voted = votes.stream().mapToLong(Vote::target).distinct().toArray();
    boolean positive = votes.stream().allMatch(v -> v.weight() >= 0);
    Tensor scores = parts.sum(1);
    double[] base = parts.base();
    if (classes.length == 2 && voted.length == 1) return parts.binary(scores, (int) voted[0], positive, base, classes);
    if (classes.length < 3) throw new InvalidOnnxOp("has two classes, both with votes, for which there is no agreed meaning");
    if (!positive && !parts.votesForAll()) throw new InvalidOnnxOp("has negative weights, and leaves without a weight for each class");
    if (base.length == classes.length) scores = scores.plus(scores.list(base));
    else if (base.length > 0) throw new InvalidOnnxOp("has " + base.length + " base values for " + classes.length + " classes");
    return List.of(Labels.ofLargest(scores, classes), PostTransform.of(op.string("post_transform"), scores));
  }

  /** Whether each class gets a vote whichever leaves are reached. */
  private boolean votesForAll() {
    for (int target = 0; target < targets; target++) {
      int t = target;
      boolean always = false;
      for (int tree = 0; tree < ensemble.roots().size() && !always; tree++) {
        int of = tree;
        var leaves = new ArrayList<>(paths.order());
        leaves.addAll(paths.certain());
        always = leaves.stream().filter(c -> c.tree() == of).allMatch(c -> ensemble.leaves().get(c.leaf()).stream().anyMatch(v -> v.target() == t));
      }
      if (!always) return false;
    }
    return true;
  }

  private List<Tensor> binary(Tensor scores, int voted, boolean positive, double[] base, long[] classes) {
    if (voted != 0 && base.length > 0) throw new InvalidOnnxOp("has base values, and votes for the second of two classes only");
    Tensor score = scores.slice(1, voted, voted + 1);
    if (base.length > 1) throw new InvalidOnnxOp("has base values for two classes, of which only one gets votes");
    if (base.length == 1) score = score.plus(base[0]);
    Tensor wins = score.is(Operator.GREATER, score.scalar(positive ? 0.5 : 0));
    String transform = op.string("post_transform");
    Tensor both;
    if (voted == 1) both = PostTransform.of(transform, pair(score.times(score.scalar(0)), score));
    else if (positive) both = pair(score.scalar(1).minus(score), score);
    else both = transform.equals("LOGISTIC") ? PostTransform.of(transform, pair(score.apply(Operator.NEG), score)) : pair(score.apply(Operator.NEG), score);
    return List.of(Labels.ofBinary(wins, classes), both);
  }

  private static Tensor pair(Tensor first, Tensor second) {
    return first.apply(Operator.CONCAT, List.of(second), Setting.of("axis", 1L));
  }
}
