package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.IRContext;
import zkopt.ir.text.Parser;

/**
 * The geometry of a {@code plonk.contract} from a seed: any number of dimensions of each role, taps with strides, dilations, offsets and
 * several to an axis, subscripts that run backwards or that an axis shares with what is no tap, in any order of the loops.
 */
final class RandomContraction {
  /** One dimension in the subscripts of A, B and C; a subscript is a list of terms. */
  private record Term(int dim, int by) {}

  private final Random random;
  private final List<Integer> bounds = new ArrayList<>();
  /** The bounds before the dimensions are shuffled. */
  private final List<Integer> extents;
  private final List<List<Term>> a = new ArrayList<>();
  private final List<List<Term>> b = new ArrayList<>();
  private final List<List<Term>> c = new ArrayList<>();
  private final String method;
  private final String maps;
  private final List<long[]> shapes = new ArrayList<>();

  RandomContraction(long seed) {
    random = new Random(seed);
    method = random.nextInt(4) == 0 ? "matrix" : "polynomial";
    if (random.nextInt(4) == 0) addBatch();
    for (int i = random.nextInt(3) + (random.nextInt(8) == 0 ? 0 : 1); i > 0; i--) addAxis();
    for (int i = random.nextInt(3); i > 0; i--) addN();
    if (random.nextBoolean() || bounds.isEmpty()) addK();
    Collections.shuffle(a, random);
    Collections.shuffle(b, random);
    Collections.shuffle(c, random);
    var order = new ArrayList<>(IntStream.range(0, bounds.size()).boxed().toList());
    Collections.shuffle(order, random);
    maps = List.of(a, b, c).stream().map(subscripts -> map(subscripts, order)).collect(Collectors.joining(", "));
    extents = List.copyOf(bounds);
    var moved = new ArrayList<>(bounds);
    for (int d = 0; d < bounds.size(); d++) moved.set(order.get(d), bounds.get(d));
    Collections.copy(bounds, moved);
  }

  private int dim(int most) {
    bounds.add(1 + random.nextInt(most));
    return bounds.size() - 1;
  }

  private void addBatch() {
    int d = dim(2);
    for (var subscripts : List.of(a, b, c)) subscripts.add(List.of(new Term(d, 1)));
  }

  private void addAxis() {
    int m = dim(4);
    var ofA = new ArrayList<>(List.of(new Term(m, random.nextInt(10) == 0 ? -1 : 1 + random.nextInt(3))));
    for (int t = new int[] {0, 1, 1, 1, 1, 2}[random.nextInt(6)]; t > 0; t--) {
      int tap = dim(4);
      int dilation = ofA.size() == 1 ? 1 + random.nextInt(3) : ofA.getLast().by() * bounds.get(ofA.getLast().dim()) + random.nextInt(2);
      ofA.add(new Term(tap, random.nextInt(12) == 0 ? -dilation : dilation));
      if (random.nextInt(12) > 0) b.add(List.of(new Term(tap, 1)));
    }
    a.add(ofA);
    if (random.nextInt(15) == 0) a.add(List.of(ofA.get(random.nextInt(ofA.size()))));
    c.add(List.of(new Term(m, random.nextInt(8) == 0 ? 2 : 1)));
  }

  private void addN() {
    int d = dim(3);
    b.add(List.of(new Term(d, 1)));
    c.add(List.of(new Term(d, 1)));
  }

  private void addK() {
    int d = dim(3);
    var readers = random.nextInt(5) == 0 ? List.of(random.nextBoolean() ? a : b) : List.of(a, b);
    for (var subscripts : readers) subscripts.add(List.of(new Term(d, 1)));
  }

  /** Subscripts with the least constants that keep them from being negative, or one more; sizes that just hold them. */
  private String map(List<List<Term>> subscripts, List<Integer> order) {
    var results = new ArrayList<String>();
    long[] shape = new long[subscripts.size()];
    for (int s = 0; s < shape.length; s++) {
      int least = subscripts.get(s).stream().mapToInt(t -> Math.min(0, t.by() * (bounds.get(t.dim()) - 1))).sum();
      int most = subscripts.get(s).stream().mapToInt(t -> Math.max(0, t.by() * (bounds.get(t.dim()) - 1))).sum();
      int offset = random.nextInt(2) - least;
      results.add(subscripts.get(s).stream().map(t -> "d" + order.get(t.dim()) + " * " + t.by()).collect(Collectors.joining(" + ")) + " + " + offset);
      shape[s] = most + offset + 1L;
    }
    shapes.add(shape);
    String dims = IntStream.range(0, bounds.size()).mapToObj(d -> "d" + d).collect(Collectors.joining(", "));
    return "affine_map<(" + dims + ") -> (" + String.join(", ", results) + ")>";
  }

  /** The sizes of operand 0, 1 or the result. */
  long[] shape(int operand) {
    return shapes.get(operand);
  }

  /** Along each dimension of the result the first subscript that is reached, one beyond the last, and the distance between them. */
  List<long[]> reached() {
    return IntStream.range(0, c.size()).mapToObj(s -> {
      int by = c.get(s).getFirst().by();
      return new long[] {shape(2)[s] - 1 - (long) by * (extents.get(c.get(s).getFirst().dim()) - 1), shape(2)[s], by};
    }).toList();
  }

  int elements(int operand) {
    return Math.toIntExact(Arrays.stream(shape(operand)).reduce(1, (x, y) -> x * y));
  }

  long points() {
    return bounds.stream().mapToLong(n -> n).reduce(1, (x, y) -> x * y);
  }

  String type(int operand, String element) {
    return "memref<" + Arrays.stream(shape(operand)).mapToObj(n -> n + "x").collect(Collectors.joining()) + element + ">";
  }

  /** The operation on %x, %w and %acc. */
  String text(String elementA, String elementB, String elementC) {
    String sizes = bounds.stream().map(n -> " " + n).collect(Collectors.joining(","));
    return "plonk.contract ins(%x, %w : " + type(0, elementA) + ", " + type(1, elementB) + ") outs(%acc : " + type(2, elementC) + ") {method = \"" + method
        + "\", bounds = array<i64:" + sizes + ">, maps = [" + maps + "]}";
  }

  ContractOp operation() {
    String q = "!fixed.q<9, 4>";
    String arguments = "%x: " + type(0, q) + ", %w: " + type(1, q) + ", %acc: " + type(2, q);
    var module = Parser.parse(IRContext.withAllDialects(), "random", "func.func @f(" + arguments + ") {\n" + text(q, q, q) + "\nreturn\n}\n");
    var found = new ArrayList<ContractOp>();
    module.walk(ContractOp.class, found::add);
    return found.getFirst();
  }

  @Override
  public String toString() {
    return text("", "", "");
  }
}
