package zkopt.dialect.onnx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zkopt.ir.ElementsAttr;

/**
 * Decision trees. A node asks whether a feature compares so with a number, and goes to one of two others.
 *
 * @param nodes those that ask
 * @param leaves what each leaf adds to which targets
 * @param roots of the trees
 */
public record Ensemble(List<Node> nodes, List<List<Vote>> leaves, List<Place> roots) {
  /** What a node asks. */
  public enum Mode { LEQ, LT, GTE, GT, EQ, NEQ, MEMBER }

  /** A node or a leaf, by its number among those. */
  public record Place(boolean isLeaf, int number) {}

  /** @param values the one that the feature is compared with; those of which it may be one for {@link Mode#MEMBER} */
  public record Node(long feature, Mode mode, double[] values, Place yes, Place no) {}

  public record Vote(int target, double weight) {}

  /** The trees of any of the three operators. @throws InvalidOnnxOp when they are not trees */
  public static Ensemble of(OnnxOp op) {
    Ensemble ensemble = switch (op.operator()) {
      case TREE_ENSEMBLE -> byPlace(op);
      case TREE_ENSEMBLE_CLASSIFIER -> byIdentity(op, "class");
      default -> byIdentity(op, "target");
    };
    ensemble.check();
    return ensemble;
  }

  /** Each place must be reached just once, so that just one leaf of each tree is. */
  private void check() {
    boolean[] nodeSeen = new boolean[nodes.size()];
    var open = new ArrayList<>(roots);
    while (!open.isEmpty()) {
      Place place = open.removeLast();
      if (place.isLeaf) continue;
      if (nodeSeen[place.number]) throw new InvalidOnnxOp("has a node that is reached in two ways");
      nodeSeen[place.number] = true;
      open.add(nodes.get(place.number).yes);
      open.add(nodes.get(place.number).no);
    }
  }

  private record Identity(long tree, long node) {}

  private static Ensemble byIdentity(OnnxOp op, String votes) {
    long[] trees = required(op, "nodes_treeids");
    long[] ids = required(op, "nodes_nodeids");
    long[] yes = required(op, "nodes_truenodeids");
    long[] no = required(op, "nodes_falsenodeids");
    long[] features = required(op, "nodes_featureids");
    double[] values = numbers(op, "nodes_values");
    List<String> modes = op.strings("nodes_modes");
    if (modes == null) throw new InvalidOnnxOp("needs attribute 'nodes_modes'");
    sameLength(trees.length, ids.length, yes.length, no.length, features.length, values.length, modes.size());

    var places = new HashMap<Identity, Place>();
    int count = 0;
    var leaves = new ArrayList<List<Vote>>();
    for (int i = 0; i < ids.length; i++) {
      boolean leaf = modes.get(i).equals("LEAF");
      if (places.putIfAbsent(new Identity(trees[i], ids[i]), new Place(leaf, leaf ? leaves.size() : count)) != null) {
        throw new InvalidOnnxOp("has two nodes " + ids[i] + " in tree " + trees[i]);
      }
      if (leaf) leaves.add(new ArrayList<>());
      else count++;
    }
    var nodes = new ArrayList<Node>();
    var children = new HashMap<Place, Boolean>();
    for (int i = 0; i < ids.length; i++) {
      if (modes.get(i).equals("LEAF")) continue;
      Place onTrue = place(places, trees[i], yes[i]);
      Place onFalse = place(places, trees[i], no[i]);
      children.put(onTrue, true);
      children.put(onFalse, true);
      nodes.add(new Node(features[i], mode(modes.get(i)), new double[] {values[i]}, onTrue, onFalse));
    }
    var roots = new ArrayList<Place>();
    for (int i = 0; i < ids.length; i++) {
      Place place = places.get(new Identity(trees[i], ids[i]));
      if (!children.containsKey(place)) roots.add(place);
    }
    if (roots.size() != Arrays.stream(trees).distinct().count()) throw new InvalidOnnxOp("has trees without a root, or with several");
    addVotes(op, votes, places, leaves);
    return new Ensemble(nodes, leaves, roots);
  }

  private static void addVotes(OnnxOp op, String name, Map<Identity, Place> places, List<List<Vote>> leaves) {
    long[] trees = required(op, name + "_treeids");
    long[] ids = required(op, name + "_nodeids");
    long[] targets = required(op, name + "_ids");
    double[] weights = numbers(op, name + "_weights");
    sameLength(trees.length, ids.length, targets.length, weights.length);
    for (int i = 0; i < ids.length; i++) {
      Place place = place(places, trees[i], ids[i]);
      if (!place.isLeaf) throw new InvalidOnnxOp("has a weight at node " + ids[i] + " of tree " + trees[i] + ", which is no leaf");
      leaves.get(place.number).add(new Vote(Math.toIntExact(targets[i]), weights[i]));
    }
  }

  private static Place place(Map<Identity, Place> places, long tree, long node) {
    Place place = places.get(new Identity(tree, node));
    if (place == null) throw new InvalidOnnxOp("has no node " + node + " in tree " + tree);
    return place;
  }

  private static Mode mode(String name) {
    return switch (name) {
      case "BRANCH_LEQ" -> Mode.LEQ;
      case "BRANCH_LT" -> Mode.LT;
      case "BRANCH_GTE" -> Mode.GTE;
      case "BRANCH_GT" -> Mode.GT;
      case "BRANCH_EQ" -> Mode.EQ;
      case "BRANCH_NEQ" -> Mode.NEQ;
      default -> throw new InvalidOnnxOp("has the mode '" + name + "'");
    };
  }

  private static Ensemble byPlace(OnnxOp op) {
    long[] features = required(op, "nodes_featureids");
    long[] yes = required(op, "nodes_truenodeids");
    long[] no = required(op, "nodes_falsenodeids");
    long[] yesIsLeaf = required(op, "nodes_trueleafs");
    long[] noIsLeaf = required(op, "nodes_falseleafs");
    double[] splits = numbers(op, "nodes_splits");
    double[] modes = numbers(op, "nodes_modes");
    sameLength(features.length, yes.length, no.length, yesIsLeaf.length, noIsLeaf.length, splits.length, modes.length);
    long[] targets = required(op, "leaf_targetids");
    double[] weights = numbers(op, "leaf_weights");
    sameLength(targets.length, weights.length);
    var leaves = new ArrayList<List<Vote>>();
    for (int i = 0; i < targets.length; i++) leaves.add(List.of(new Vote(Math.toIntExact(targets[i]), weights[i])));

    var sets = op.elements("membership_values") == null ? List.<double[]>of().iterator() : sets(numbers(op, "membership_values")).iterator();
    var nodes = new ArrayList<Node>();
    for (int i = 0; i < features.length; i++) {
      if (modes[i] < 0 || modes[i] >= Mode.values().length) throw new InvalidOnnxOp("has the mode " + (long) modes[i]);
      Mode mode = Mode.values()[(int) modes[i]];
      if (mode == Mode.MEMBER && !sets.hasNext()) throw new InvalidOnnxOp("has fewer sets than nodes that ask for a member");
      double[] values = mode == Mode.MEMBER ? sets.next() : new double[] {splits[i]};
      nodes.add(new Node(features[i], mode, values, place(yes[i], yesIsLeaf[i], features.length, targets.length),
          place(no[i], noIsLeaf[i], features.length, targets.length)));
    }
    var roots = Arrays.stream(required(op, "tree_roots")).mapToObj(r -> place(r, 0, features.length, targets.length)).toList();
    return new Ensemble(nodes, leaves, roots);
  }

  private static Place place(long number, long isLeaf, int nodes, int leaves) {
    if (number < 0 || number >= (isLeaf != 0 ? leaves : nodes)) throw new InvalidOnnxOp("has no " + (isLeaf != 0 ? "leaf " : "node ") + number);
    return new Place(isLeaf != 0, Math.toIntExact(number));
  }

  /** The sets of a list in which each ends with NaN. */
  private static List<double[]> sets(double[] values) {
    var sets = new ArrayList<double[]>();
    int start = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) continue;
      sets.add(Arrays.copyOfRange(values, start, i));
      start = i + 1;
    }
    return sets;
  }

  private static long[] required(OnnxOp op, String name) {
    long[] values = op.ints(name);
    if (values == null) throw new InvalidOnnxOp("needs attribute '" + name + "'");
    return values;
  }

  /** The numbers of an attribute that is a list, or a tensor under this or a longer name. */
  static double[] numbers(OnnxOp op, String name) {
    for (String alias : List.of(name, name + "_as_tensor")) {
      if (op.spec().attributes().stream().noneMatch(a -> a.name().equals(alias))) continue;
      if (op.attribute(alias) instanceof ElementsAttr tensor) {
        double[] values = new double[Math.toIntExact(tensor.count())];
        for (int i = 0; i < values.length; i++) values[i] = tensor.doubleAt(i);
        return values;
      }
      if (op.attribute(alias) != null) return op.reals(alias);
    }
    throw new InvalidOnnxOp("needs attribute '" + name + "'");
  }

  private static void sameLength(int... lengths) {
    if (Arrays.stream(lengths).distinct().count() > 1) throw new InvalidOnnxOp("has attributes of different lengths for the same nodes");
  }
}
