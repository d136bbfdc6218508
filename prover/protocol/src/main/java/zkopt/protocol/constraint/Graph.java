package zkopt.protocol.constraint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import zkopt.field.Goldilocks;

/**
 * Polynomials over the columns as one graph without equal nodes: what the prover evaluates on blocks of rows and the verifier at
 * one point. Nodes only refer to earlier ones.
 */
public final class Graph {
  /** Degrees are not counted beyond: no parameters allow for so much. */
  private static final int MAX_DEGREE = 1 << 24;

  private final List<Node> nodes = new ArrayList<>();
  /** By {@link #key}: a tree, as keys of equal hash are easily made. */
  private final Map<long[], Integer> index = new TreeMap<>(Arrays::compare);
  private final List<Shape> shapes = new ArrayList<>();

  /**
   * @param degree in the column polynomials
   * @param extension whether values are extension elements
   */
  private record Shape(int degree, boolean uniform, boolean extension) {
    Shape join(Shape other, int degree) {
      return new Shape(degree, uniform && other.uniform, extension || other.extension);
    }
  }

  public int size() {
    return nodes.size();
  }

  public Node node(int i) {
    return nodes.get(i);
  }

  /** The degree in the column polynomials, at most 2^24. */
  public int degree(int i) {
    return shapes.get(i).degree;
  }

  /** Whether the value is the same on all rows. */
  public boolean isUniform(int i) {
    return shapes.get(i).uniform;
  }

  /** Whether values are extension elements; else they are base-field elements. */
  public boolean isExtension(int i) {
    return shapes.get(i).extension;
  }

  public int constant(long value) {
    return intern(new Node.Constant(value), new Shape(0, true, false));
  }

  public int challenge(int slot, int power) {
    return power == 0 ? constant(1) : intern(new Node.Challenge(slot, power), new Shape(0, true, true));
  }

  public int cell(Oracle oracle, int column, int rotation) {
    return intern(new Node.Cell(oracle, column, rotation), new Shape(1, false, false));
  }

  public int extensionCell(Oracle oracle, int column, int rotation) {
    return intern(new Node.ExtensionCell(oracle, column, rotation), new Shape(1, false, true));
  }

  public int row(RowPolynomial polynomial) {
    return intern(new Node.Row(polynomial), new Shape(1, false, false));
  }

  /** {@code a + b}; the product with -1 that a subtraction was written with is found again. */
  public int add(int a, int b) {
    if (isConstant(a, 0)) return b;
    if (isConstant(b, 0)) return a;
    if (nodes.get(a) instanceof Node.Constant(long x) && nodes.get(b) instanceof Node.Constant(long y)) {
      return constant(Goldilocks.add(x, y));
    }
    if (negated(b) instanceof Integer positive) return sub(a, positive);
    if (negated(a) instanceof Integer positive) return sub(b, positive);
    int degree = Math.max(degree(a), degree(b));
    return intern(new Node.Add(Math.min(a, b), Math.max(a, b)), shapes.get(a).join(shapes.get(b), degree));
  }

  public int sub(int a, int b) {
    if (a == b) return constant(0);
    if (isConstant(b, 0)) return a;
    if (nodes.get(a) instanceof Node.Constant(long x) && nodes.get(b) instanceof Node.Constant(long y)) {
      return constant(Goldilocks.sub(x, y));
    }
    int degree = Math.max(degree(a), degree(b));
    return intern(new Node.Sub(a, b), shapes.get(a).join(shapes.get(b), degree));
  }

  public int mul(int a, int b) {
    if (isConstant(a, 0) || isConstant(b, 1)) return a;
    if (isConstant(b, 0) || isConstant(a, 1)) return b;
    if (nodes.get(a) instanceof Node.Constant(long x) && nodes.get(b) instanceof Node.Constant(long y)) {
      return constant(Goldilocks.mul(x, y));
    }
    int degree = Math.min(MAX_DEGREE, degree(a) + degree(b));
    return intern(new Node.Mul(Math.min(a, b), Math.max(a, b)), shapes.get(a).join(shapes.get(b), degree));
  }

  /** The nodes that {@code roots} depend on, and these, each after its operands: depth first, so that few are alive at once. */
  public int[] schedule(int... roots) {
    boolean[] done = new boolean[nodes.size()];
    IntStream.Builder order = IntStream.builder();
    Deque<Integer> stack = new ArrayDeque<>();
    for (int root : roots) {
      stack.push(root);
      while (!stack.isEmpty()) {
        int top = stack.peek();
        int open = done[top] ? -1 : firstOpen(nodes.get(top), done);
        if (open >= 0) {
          stack.push(open);
          continue;
        }
        stack.pop();
        if (!done[top]) order.add(top);
        done[top] = true;
      }
    }
    return order.build().toArray();
  }

  private static int firstOpen(Node node, boolean[] done) {
    return switch (node) {
      case Node.Add(int a, int b) -> firstOpen(a, b, done);
      case Node.Sub(int a, int b) -> firstOpen(a, b, done);
      case Node.Mul(int a, int b) -> firstOpen(a, b, done);
      default -> -1;
    };
  }

  private static int firstOpen(int a, int b, boolean[] done) {
    return !done[a] ? a : !done[b] ? b : -1;
  }

  private boolean isConstant(int i, long value) {
    return nodes.get(i) instanceof Node.Constant(long x) && x == value;
  }

  /** x where node i is -1 times x, else null. */
  private Integer negated(int i) {
    if (!(nodes.get(i) instanceof Node.Mul(int a, int b))) return null;
    return isConstant(a, Goldilocks.MODULUS - 1) ? Integer.valueOf(b) : isConstant(b, Goldilocks.MODULUS - 1) ? a : null;
  }

  private int intern(Node node, Shape shape) {
    Integer known = index.putIfAbsent(key(node), nodes.size());
    if (known != null) return known;
    nodes.add(node);
    shapes.add(shape);
    return nodes.size() - 1;
  }

  private static long[] key(Node node) {
    return switch (node) {
      case Node.Constant(long value) -> new long[] {0, value};
      case Node.Challenge(int slot, int power) -> new long[] {1, slot, power};
      case Node.Cell(var oracle, int column, int rotation) -> new long[] {2, oracle.ordinal(), column, rotation};
      case Node.ExtensionCell(var oracle, int column, int rotation) -> new long[] {3, oracle.ordinal(), column, rotation};
      case Node.Row(var polynomial) -> new long[] {4, polynomial.ordinal()};
      case Node.Add(int a, int b) -> new long[] {5, a, b};
      case Node.Sub(int a, int b) -> new long[] {6, a, b};
      case Node.Mul(int a, int b) -> new long[] {7, a, b};
    };
  }
}
