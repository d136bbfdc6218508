package zkopt.assigner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import zkopt.assigner.Values.Source;
import zkopt.dialect.plonk.ContractOp;
import zkopt.dialect.plonk.ContractionAxis;
import zkopt.ir.CompileException;
import zkopt.ir.affine.AffineMap;

/**
 * How a {@code plonk.contract} becomes products of polynomials. Each loop dimension has a role by the maps that use it: M (A and C), N
 * (B and C), K (not C), batch (A, B and C). Dimensions M and N are axes of the powers. By the method {@link ContractOp.Method#POLYNOMIAL},
 * a dimension K that shares a subscript of A with a dimension M is a tap of that axis, as a kernel's dimension is of an output's: each
 * element of A then stands once in a product. The other dimensions K number the products. See {@code LAYOUT.md}, "Contractions".
 */
final class ContractionPlan {
  private static final int ABSENT = -1;

  private final long[] bounds;
  private final List<long[]> subscriptsA;
  private final List<long[]> subscriptsB;
  private final List<long[]> subscriptsC;
  private final int[] batch;
  private final int[] n;
  /** The dimensions M, the innermost first. */
  private final List<ContractionAxis> axes;
  private final List<Part> parts;
  private final List<long[]> pointsN;
  /** The points of the dimensions K that are no taps. */
  private final List<long[]> pointsK;
  private final List<long[]> pointsOfSums;
  private final Map<Powers, Powers> interned = new HashMap<>();

  private ContractionPlan(ContractOp op) {
    bounds = op.bounds();
    subscriptsA = linear(op.map(0));
    subscriptsB = linear(op.map(1));
    subscriptsC = linear(op.map(2));
    batch = dimensions(true, true, true);
    int[] m = dimensions(true, false, true);
    n = dimensions(false, true, true);
    int[] k = IntStream.range(0, bounds.length).filter(d -> !uses(subscriptsC, d)).toArray();
    if (batch.length + m.length + n.length + k.length != bounds.length) {
      throw new CompileException("'plonk.contract' of node '" + SymbolicExecutor.node(op) + "' has a dimension that only the result uses");
    }
    axes = new ArrayList<>();
    for (int d : m) axes.addFirst(op.method() == ContractOp.Method.POLYNOMIAL ? ContractionAxis.of(op, d) : ContractionAxis.plain(op, d));
    var taps = new HashSet<Integer>();
    axes.forEach(axis -> Arrays.stream(axis.taps()).forEach(taps::add));
    parts = parts();
    pointsN = points(n);
    pointsK = points(Arrays.stream(k).filter(d -> !taps.contains(d)).toArray());
    pointsOfSums = points(IntStream.concat(Arrays.stream(n), axes.reversed().stream().mapToInt(ContractionAxis::dim)).toArray());
  }

  static ContractionPlan of(ContractOp op) {
    return new ContractionPlan(op);
  }

  private int extent(int dim) {
    return Math.toIntExact(bounds[dim]);
  }

  private int[] dimensions(boolean inA, boolean inB, boolean inC) {
    return IntStream.range(0, bounds.length)
        .filter(d -> uses(subscriptsA, d) == inA && uses(subscriptsB, d) == inB && uses(subscriptsC, d) == inC).toArray();
  }

  private static boolean uses(List<long[]> subscripts, int dim) {
    return subscripts.stream().anyMatch(s -> s[dim] != 0);
  }

  /** Makes the contractions, in the order of the batch dimensions, and writes the numbers of the sums to {@code c}. */
  void expand(String node, MemRefView a, MemRefView b, MemRefView c, Values values, Consumer<Contraction> sink) {
    var written = new BitSet(c.cells().length);
    for (long[] point : points(batch)) sink.accept(contraction(node, point, a, b, c, values, written));
  }

  private Contraction contraction(String node, long[] point, MemRefView a, MemRefView b, MemRefView c, Values values, BitSet written) {
    var factors = factors(point, a, b, values);
    var pitches = new Pitches(factors);
    var sums = sums(point, pitches, c, values, written);
    var polynomialsA = new ArrayList<Polynomial>();
    var polynomialsB = new ArrayList<Polynomial>();
    for (Factors f : factors) {
      int[] present = f.present();
      if (present.length == 0) continue;
      polynomialsA.add(polynomial(Arrays.stream(present).map(i -> f.a()[i]).toArray(),
          Arrays.stream(present).map(i -> pitches.powerA(f.part().coordinates().get(i))).toArray()));
      polynomialsB.add(polynomial(f.b(), pitches.powersB(f.part())));
    }
    return new Contraction(node, polynomialsA, polynomialsB, sums, border(polynomialsA, polynomialsB, sums, values));
  }

  // elements of the operands

  /**
   * What meets in a product of its own because of the strides.
   *
   * @param residues one for each axis
   * @param coordinates of the elements of A, on all axes
   * @param taps points of the loops, zero but for the taps
   */
  private record Part(int[] residues, List<int[]> coordinates, List<long[]> taps) {}

  /**
   * The elements of the operands that meet in one product.
   *
   * @param a value numbers in the order of the part's coordinates; {@link #ABSENT} for constant zeros
   * @param b value numbers, for each of the part's taps all n
   */
  private record Factors(Part part, int[] a, int[] b) {
    int[] present() {
      return IntStream.range(0, a.length).filter(i -> a[i] != ABSENT).toArray();
    }
  }

  private List<Part> parts() {
    int[] taps = axes.stream().flatMapToInt(axis -> Arrays.stream(axis.taps())).toArray();
    var tapPoints = points(taps);
    var parts = new ArrayList<Part>();
    for (int[] residues : product(axes.stream().map(ContractionAxis::residues).toList())) {
      var ranges = IntStream.range(0, residues.length).mapToObj(i -> axes.get(i).coordinates(residues[i])).toList();
      var of = tapPoints.stream().filter(tap -> IntStream.range(0, residues.length)
          .allMatch(i -> axes.get(i).distance(tap) % axes.get(i).stride() == residues[i])).toList();
      parts.add(new Part(residues, product(ranges), of));
    }
    return parts;
  }

  /** All choices of one element of each, those of the last one fastest. */
  private static List<int[]> product(List<int[]> sets) {
    List<int[]> all = List.of(new int[sets.size()]);
    for (int i = 0; i < sets.size(); i++) {
      var longer = new ArrayList<int[]>(all.size() * sets.get(i).length);
      for (int[] before : all) {
        for (int element : sets.get(i)) {
          int[] with = before.clone();
          with[i] = element;
          longer.add(with);
        }
      }
      all = longer;
    }
    return all;
  }

  private List<Factors> factors(long[] batchPoint, MemRefView a, MemRefView b, Values values) {
    Integer zero = values.constants().get(0L);
    var all = new ArrayList<Factors>();
    for (long[] group : pointsK) {
      long[] at = plus(batchPoint, group);
      for (Part part : parts) {
        int[] ofA = part.coordinates().stream().mapToInt(q -> element(a, subscriptsA(at, part, q))).map(id -> zero != null && id == zero ? ABSENT : id).toArray();
        int[] ofB = part.taps().stream().flatMapToInt(tap -> {
          long[] atTap = plus(at, tap);
          return pointsN.stream().mapToInt(p -> element(b, evaluate(subscriptsB, plus(atTap, p))));
        }).toArray();
        all.add(new Factors(part, ofA, ofB));
      }
    }
    return all;
  }

  private long[] subscriptsA(long[] at, Part part, int[] coordinates) {
    long[] point = at.clone();
    for (int i = 0; i < coordinates.length; i++) {
      if (!axes.get(i).hasTaps()) point[axes.get(i).dim()] = coordinates[i];
    }
    long[] subscripts = evaluate(subscriptsA, point);
    for (int i = 0; i < coordinates.length; i++) {
      ContractionAxis axis = axes.get(i);
      if (axis.hasTaps()) subscripts[axis.subscript()] = axis.subscriptAt(coordinates[i], part.residues()[i]);
    }
    return subscripts;
  }

  private static int element(MemRefView view, long[] subscripts) {
    int id = view.cells()[view.at(subscripts)];
    if (id == MemRefView.UNSET) throw new IllegalArgumentException("an operand is read before it is written");
    return id;
  }

  // powers

  /**
   * How much a step along a dimension changes the power. Each pitch is just so large that what falls out of the sums along the
   * dimensions within, on either side, meets no sum of a neighbour: neither the powers beyond the last sum nor those before the first;
   * and that no two coefficients of B have one power, be the kernel larger than the sums and what A has besides zeros.
   */
  private final class Pitches {
    private final long[] pitches = new long[bounds.length];
    private final long shift;
    private long least;
    private long most;
    private long lastSum;
    private long widthB;

    Pitches(List<Factors> factors) {
      long reach = 0;
      for (int i = 0; i < axes.size(); i++) {
        ContractionAxis axis = axes.get(i);
        int at = i;
        var coordinates = factors.stream()
            .flatMapToInt(f -> Arrays.stream(f.present()).map(j -> f.part().coordinates().get(j)[at])).summaryStatistics();
        if (coordinates.getCount() == 0) coordinates.accept(0);
        add(axis.dim(), coordinates.getMin() - axis.reach(), coordinates.getMax(), axis.extent(), axis.reach());
        reach += pitches[axis.dim()] * axis.reach();
      }
      for (int d : n) add(d, 0, extent(d) - 1, extent(d), extent(d) - 1);
      shift = reach;
      Math.toIntExact(Math.max(most, lastSum) + shift);
    }

    /** Adds a dimension whose products lie at {@code from .. to}, its sums at {@code 0 .. extent - 1}, and B between ends so far apart. */
    private void add(int dim, long from, long to, int extent, int ofB) {
      long pitch = Math.max(Math.max(most, lastSum - least), widthB) + 1;
      pitches[dim] = pitch;
      widthB = Math.addExact(widthB, Math.multiplyExact(pitch, ofB));
      least = Math.addExact(least, Math.multiplyExact(pitch, Math.min(from, 0)));
      most = Math.addExact(most, Math.multiplyExact(pitch, Math.max(to, 0)));
      lastSum = Math.addExact(lastSum, Math.multiplyExact(pitch, extent - 1));
    }

    int powerA(int[] coordinates) {
      long power = 0;
      for (int i = 0; i < axes.size(); i++) power += pitches[axes.get(i).dim()] * coordinates[i];
      return (int) power;
    }

    int[] powersB(Part part) {
      int[] powers = new int[part.taps().size() * pointsN.size()];
      for (int i = 0; i < powers.length; i++) {
        long[] tap = part.taps().get(i / pointsN.size());
        long power = powerOfSum(pointsN.get(i % pointsN.size()));
        for (ContractionAxis axis : axes) power -= pitches[axis.dim()] * (axis.distance(tap) / axis.stride());
        powers[i] = (int) power;
      }
      return powers;
    }

    int powerOfSum(long[] point) {
      long power = shift;
      for (int d : n) power += pitches[d] * point[d];
      for (ContractionAxis axis : axes) power += pitches[axis.dim()] * point[axis.dim()];
      return (int) power;
    }
  }

  private Polynomial polynomial(int[] values, int[] powers) {
    return new Polynomial(values, interned.computeIfAbsent(new Powers(powers), p -> p));
  }

  private Polynomial sums(long[] batchPoint, Pitches pitches, MemRefView c, Values values, BitSet written) {
    var points = pointsOfSums.stream().map(p -> plus(batchPoint, p)).toList();
    int first = values.add(Source.CONTRACTION, points.size());
    int[] powers = new int[points.size()];
    for (int i = 0; i < powers.length; i++) {
      powers[i] = pitches.powerOfSum(points.get(i));
      int cell = c.at(evaluate(subscriptsC, points.get(i)));
      if (written.get(cell)) throw new IllegalArgumentException("two sums have one place in the result");
      written.set(cell);
      c.cells()[cell] = first + i;
    }
    return polynomial(IntStream.range(first, first + powers.length).toArray(), powers);
  }

  /** The powers of the products that are those of no sum. */
  private Polynomial border(List<Polynomial> a, List<Polynomial> b, Polynomial sums, Values values) {
    var powers = new BitSet();
    if (axes.stream().anyMatch(ContractionAxis::hasTaps)) {
      var done = new HashSet<List<Powers>>();
      for (int k = 0; k < a.size(); k++) {
        Powers pa = a.get(k).powers();
        Powers pb = b.get(k).powers();
        if (!done.add(List.of(pa, pb))) continue;
        for (int j = 0; j < pb.size(); j++) {
          for (int i = 0; i < pa.size(); i++) powers.set(pa.get(i) + pb.get(j));
        }
      }
      for (int i = 0; i < sums.size(); i++) powers.clear(sums.powers().get(i));
    }
    int first = values.add(Source.CONTRACTION, powers.cardinality());
    return polynomial(IntStream.range(first, first + powers.cardinality()).toArray(), powers.stream().toArray());
  }

  // loops

  /** All values of some dimensions, the last one fastest; the others are zero. */
  private List<long[]> points(int... dims) {
    var points = new ArrayList<long[]>();
    for (int[] values : product(Arrays.stream(dims).mapToObj(d -> IntStream.range(0, extent(d)).toArray()).toList())) {
      long[] point = new long[bounds.length];
      for (int i = 0; i < dims.length; i++) point[dims[i]] = values[i];
      points.add(point);
    }
    return points;
  }

  private static long[] plus(long[] a, long[] b) {
    long[] sum = new long[a.length];
    for (int i = 0; i < sum.length; i++) sum[i] = a[i] + b[i];
    return sum;
  }

  private static List<long[]> linear(AffineMap map) {
    return map.results().stream().map(e -> e.linearCoefficients(map.numDims())).toList();
  }

  private static long[] evaluate(List<long[]> rows, long[] point) {
    long[] values = new long[rows.size()];
    for (int i = 0; i < values.length; i++) {
      long[] c = rows.get(i);
      long sum = c[point.length];
      for (int d = 0; d < point.length; d++) sum += c[d] * point[d];
      values[i] = sum;
    }
    return values;
  }
}
