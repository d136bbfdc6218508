package zkopt.dialect.plonk;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.ir.affine.AffineMap;

/**
 * A dimension m of a contraction that its operand A and its sums have. Where taps move along it, as those of a kernel do, a subscript of
 * A is {@code stride m + distance + offset}, the distance being that of the tap; its coordinate {@code q} counts strides, so that a tap of
 * distance {@code stride u + residue} reads at {@code q = m + u}, in the part of A that its residue names.
 *
 * @param dim the loop dimension m
 * @param subscript of A, or -1 where there are no taps and A is read at q = m
 * @param taps the loop dimensions of the taps
 * @param dilations of the taps
 * @param tapExtents of the taps
 */
public record ContractionAxis(int dim, int extent, int subscript, int stride, int offset, int[] taps, int[] dilations, int[] tapExtents) {
  /** The axis of dimension {@code m} without regard to taps. */
  public static ContractionAxis plain(ContractOp op, int m) {
    return new ContractionAxis(m, Math.toIntExact(op.bounds()[m]), -1, 1, 0, new int[0], new int[0], new int[0]);
  }

  /**
   * The axis of dimension {@code m} with its taps: the dimensions besides m of the one subscript of A that has m, if they are not of the
   * sums, but of B, of no other subscript of A, run the same way as m, and no two taps have one distance. Plain where it is otherwise.
   */
  public static ContractionAxis of(ContractOp op, int m) {
    long[] bounds = op.bounds();
    List<long[]> ofA = linear(op.map(0));
    int[] with = IntStream.range(0, ofA.size()).filter(r -> ofA.get(r)[m] != 0).toArray();
    if (with.length != 1) return plain(op, m);
    long[] subscript = ofA.get(with[0]);
    int[] taps = IntStream.range(0, bounds.length).filter(d -> d != m && subscript[d] != 0).toArray();
    boolean fits = subscript[m] > 0 && taps.length > 0 && Arrays.stream(taps).allMatch(t -> subscript[t] > 0 && uses(linear(op.map(1)), t)
        && !uses(linear(op.map(2)), t) && ofA.stream().filter(s -> s[t] != 0).count() == 1);
    if (!fits) return plain(op, m);
    var axis = new ContractionAxis(m, Math.toIntExact(bounds[m]), with[0], (int) subscript[m], (int) subscript[bounds.length], taps,
        Arrays.stream(taps).map(t -> (int) subscript[t]).toArray(), Arrays.stream(taps).map(t -> Math.toIntExact(bounds[t])).toArray());
    return axis.tellsTapsApart() ? axis : plain(op, m);
  }

  /** Whether no two taps have one distance: they would be two coefficients of one power. */
  private boolean tellsTapsApart() {
    return distances().cardinality() == Arrays.stream(tapExtents).asLongStream().reduce(1, (a, b) -> a * b);
  }

  private static List<long[]> linear(AffineMap map) {
    return map.results().stream().map(e -> e.linearCoefficients(map.numDims())).toList();
  }

  private static boolean uses(List<long[]> subscripts, int dim) {
    return subscripts.stream().anyMatch(s -> s[dim] != 0);
  }

  /** Whether taps move along this axis. */
  public boolean hasTaps() {
    return subscript >= 0;
  }

  /** The distance of the tap at a point of the loops. */
  public int distance(long[] point) {
    int distance = 0;
    for (int i = 0; i < taps.length; i++) distance += dilations[i] * (int) point[taps[i]];
    return distance;
  }

  /** The distances of all taps. */
  private BitSet distances() {
    var distances = new BitSet();
    distances.set(0);
    for (int i = 0; i < taps.length; i++) {
      var more = new BitSet();
      for (int t = 0; t < tapExtents[i]; t++) {
        int by = t * dilations[i];
        distances.stream().forEach(d -> more.set(d + by));
      }
      distances = more;
    }
    return distances;
  }

  /** The largest u. */
  public int reach() {
    return (distances().length() - 1) / stride;
  }

  /** The residues of the taps. */
  public int[] residues() {
    return distances().stream().map(d -> d % stride).distinct().sorted().toArray();
  }

  /** The coordinates q that the taps of a residue read. */
  public int[] coordinates(int residue) {
    var read = new BitSet();
    distances().stream().filter(d -> d % stride == residue).forEach(d -> read.set(d / stride, d / stride + extent));
    return read.stream().toArray();
  }

  /** The subscript of A at a coordinate of a residue. */
  public long subscriptAt(int coordinate, int residue) {
    return (long) stride * coordinate + residue + offset;
  }
}
