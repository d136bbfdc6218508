package zkopt.lowering.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.onnx.Ensemble;
import zkopt.dialect.onnx.Ensemble.Mode;
import zkopt.dialect.onnx.Ensemble.Node;
import zkopt.dialect.onnx.InvalidOnnxOp;
import zkopt.dialect.onnx.Operator;
import zkopt.ir.FloatType;
import zkopt.ir.TensorType;
import zkopt.lowering.onnx.Tensor.Setting;

/**
 * Which leaf of each tree a sample comes to, level by level for all trees at once: a node is reached, 1 or 0, and asks; its one child is
 * reached as the product of both, the other as what is left. So the leaves of a tree always add up to 1, whatever the answers.
 *
 * @param leaves by the samples (rows) whether each leaf is reached, in {@code order}; null when every tree is a single leaf
 * @param order the leaf of each column, and its tree
 * @param certain single leaves, which are reached always
 */
record TreePaths(Tensor leaves, List<Column> order, List<Column> certain) {
  /** A leaf and the tree that it stands in. */
  record Column(int leaf, int tree) {}

  /** A node of the current level. */
  private record Open(int node, int tree) {}

  static TreePaths of(Ensemble ensemble, Tensor x) {
    var certain = new ArrayList<Column>();
    var level = new ArrayList<Open>();
    for (int tree = 0; tree < ensemble.roots().size(); tree++) {
      Ensemble.Place root = ensemble.roots().get(tree);
      if (root.isLeaf()) certain.add(new Column(root.number(), tree));
      else level.add(new Open(root.number(), tree));
    }
    var found = new ArrayList<Tensor>();
    var order = new ArrayList<Column>();
    Tensor reached = null;
    while (!level.isEmpty()) {
      List<Node> nodes = level.stream().map(o -> ensemble.nodes().get(o.node())).toList();
      Tensor answers = answers(nodes, x);
      Tensor yes = reached == null ? answers : reached.times(answers);
      Tensor no = reached == null ? answers.scalar(1).minus(answers) : reached.minus(yes);
      Tensor children = yes.apply(Operator.CONCAT, List.of(no), Setting.of("axis", 1L));
      var next = new ArrayList<Open>();
      var stay = new ArrayList<Integer>();
      var done = new ArrayList<Integer>();
      for (int i = 0; i < 2 * nodes.size(); i++) {
        Node parent = nodes.get(i % nodes.size());
        Ensemble.Place place = i < nodes.size() ? parent.yes() : parent.no();
        int tree = level.get(i % nodes.size()).tree();
        (place.isLeaf() ? done : stay).add(i);
        if (place.isLeaf()) order.add(new Column(place.number(), tree));
        else next.add(new Open(place.number(), tree));
      }
      if (!done.isEmpty()) found.add(children.columns(done));
      if (!stay.isEmpty()) reached = children.columns(stay);
      level = next;
    }
    Tensor leaves = found.isEmpty() ? null : found.size() == 1 ? found.getFirst()
        : found.getFirst().apply(Operator.CONCAT, found.subList(1, found.size()), Setting.of("axis", 1L));
    return new TreePaths(leaves, order, certain);
  }

  /** 1 or 0 for each sample (rows) and node, those of one mode compared together. */
  private static Tensor answers(List<Node> nodes, Tensor x) {
    var parts = new ArrayList<Tensor>();
    var order = new ArrayList<Integer>();
    for (Mode mode : Mode.values()) {
      int[] which = IntStream.range(0, nodes.size()).filter(i -> nodes.get(i).mode() == mode).toArray();
      if (which.length == 0) continue;
      List<Node> asking = Arrays.stream(which).mapToObj(nodes::get).toList();
      parts.add(mode == Mode.MEMBER ? members(asking, x) : compared(mode, asking, x));
      Arrays.stream(which).forEach(order::add);
    }
    if (parts.size() == 1) return parts.getFirst();
    Tensor all = parts.getFirst().apply(Operator.CONCAT, parts.subList(1, parts.size()), Setting.of("axis", 1L));
    return all.columns(IntStream.range(0, nodes.size()).mapToObj(order::indexOf).toList());
  }

  private static Tensor compared(Mode mode, List<Node> nodes, Tensor x) {
    Tensor features = x.columns(nodes.stream().map(n -> feature(n, x)).toList());
    Tensor splits = x.constant(TensorType.of(List.of((long) nodes.size()), x.type().elementType()), i -> nodes.get((int) i).values()[0]);
    return switch (mode) {
      case LEQ -> features.is(Operator.LESS_OR_EQUAL, splits);
      case LT -> features.is(Operator.LESS, splits);
      case GTE -> features.is(Operator.GREATER_OR_EQUAL, splits);
      case GT -> features.is(Operator.GREATER, splits);
      case EQ -> features.is(Operator.EQUAL, splits);
      default -> {
        Tensor equal = features.is(Operator.EQUAL, splits);
        yield equal.scalar(1).minus(equal);
      }
    };
  }

  private static int feature(Node node, Tensor x) {
    if (node.feature() < 0 || node.feature() >= x.type().dim(1)) {
      throw new InvalidOnnxOp("asks for feature " + node.feature() + ", but its operand has " + x.type().dim(1));
    }
    return (int) node.feature();
  }

  /** A feature equals one of different values at most, so that adding up the answers tells whether it does. */
  private static Tensor members(List<Node> nodes, Tensor x) {
    var features = new ArrayList<Integer>();
    var values = new ArrayList<Double>();
    var owners = new ArrayList<Integer>();
    for (int i = 0; i < nodes.size(); i++) {
      for (double value : Arrays.stream(nodes.get(i).values()).distinct().toArray()) {
        features.add(feature(nodes.get(i), x));
        values.add(value);
        owners.add(i);
      }
    }
    if (values.isEmpty()) throw new InvalidOnnxOp("asks for members of empty sets");
    Tensor equal = x.columns(features)
        .is(Operator.EQUAL, x.constant(TensorType.of(List.of((long) values.size()), x.type().elementType()), i -> values.get((int) i)));
    var type = TensorType.of(List.of((long) values.size(), (long) nodes.size()), FloatType.F32);
    return equal.matMul(equal.constant(type, i -> owners.get((int) (i / nodes.size())) == i % nodes.size() ? 1 : 0));
  }
}
