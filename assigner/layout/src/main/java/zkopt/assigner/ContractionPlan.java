package zkopt.assigner;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import zkopt.assigner.Values.Source;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.CompileException;
import zkopt.ir.affine.AffineMap;

/**
 * How a {@code plonk.contract} becomes products of matrices. Each loop dimension has a role by the maps that use it: M (A and C), N (B
 * and C), K (not C), batch (A, B and C). One matrix product is made for each point of the batch dimensions.
 */
final class ContractionPlan {
  private final long[] bounds;
  private final AffineMap mapA;
  private final AffineMap mapB;
  private final AffineMap mapC;
  private final int[] batch;
  private final int[] m;
  private final int[] k;
  private final int[] n;

  private ContractionPlan(ContractOp op) {
    bounds = op.bounds();
    mapA = op.map(0);
    mapB = op.map(1);
    mapC = op.map(2);
    batch = dimensions(true, true, true);
    m = dimensions(true, false, true);
    n = dimensions(false, true, true);
    k = IntStream.range(0, bounds.length).filter(d -> !uses(mapC, d)).toArray();
    if (batch.length + m.length + n.length + k.length != bounds.length) {
      throw new CompileException("'plonk.contract' of node '" + SymbolicExecutor.node(op) + "' has a dimension that only the result uses");
    }
  }

  static ContractionPlan of(ContractOp op) {
    return new ContractionPlan(op);
  }

  private int[] dimensions(boolean inA, boolean inB, boolean inC) {
    return IntStream.range(0, bounds.length)
        .filter(d -> uses(mapA, d) == inA && uses(mapB, d) == inB && uses(mapC, d) == inC).toArray();
  }

  private static boolean uses(AffineMap map, int dim) {
    return map.results().stream().anyMatch(e -> e.linearCoefficients(map.numDims())[dim] != 0);
  }

  /** Makes the contractions, in the order of the batch dimensions, and writes the numbers of the sums to {@code c}. */
  void expand(String node, MemRefView a, MemRefView b, MemRefView c, Values values, Consumer<Contraction> sink) {
    var points = points(batch);
    var pm = points(m);
    var pk = points(k);
    var pn = points(n);
    var written = new BitSet(c.cells().length);
    for (long[] point : points) {
      int[] idsA = gather(a, mapA, point, k, pk, m, pm);
      int[] idsB = gather(b, mapB, point, k, pk, n, pn);
      int first = values.add(Source.CONTRACTION, pm.size() * pn.size());
      int[] idsC = IntStream.range(first, first + pm.size() * pn.size()).toArray();
      scatter(c, point, pn, pm, idsC, written);
      sink.accept(new Contraction(node, pm.size(), pk.size(), pn.size(), idsA, idsB, idsC));
    }
  }

  /** All points of some dimensions, the last one fastest; each array has full rank, zero elsewhere. */
  private List<long[]> points(int[] dims) {
    var points = new ArrayList<long[]>();
    points.add(new long[bounds.length]);
    for (int d : dims) {
      var longer = new ArrayList<long[]>(points.size() * (int) bounds[d]);
      for (long[] point : points) {
        for (long i = 0; i < bounds[d]; i++) {
          long[] p = point.clone();
          p[d] = i;
          longer.add(p);
        }
      }
      points = longer;
    }
    return points;
  }

  private int[] gather(MemRefView view, AffineMap map, long[] base, int[] outer, List<long[]> po, int[] inner, List<long[]> pi) {
    int[] ids = new int[po.size() * pi.size()];
    var subscripts = linear(map);
    int at = 0;
    long[] point = base.clone();
    for (long[] o : po) {
      for (int d : outer) point[d] = o[d];
      for (long[] i : pi) {
        for (int d : inner) point[d] = i[d];
        int id = view.cells()[view.at(evaluate(subscripts, point))];
        if (id == MemRefView.UNSET) throw new IllegalArgumentException("an operand is read before it is written");
        ids[at++] = id;
      }
    }
    return ids;
  }

  private void scatter(MemRefView view, long[] base, List<long[]> pn, List<long[]> pm, int[] ids, BitSet written) {
    var subscripts = linear(mapC);
    int at = 0;
    long[] point = base.clone();
    for (long[] o : pn) {
      for (int d : n) point[d] = o[d];
      for (long[] i : pm) {
        for (int d : m) point[d] = i[d];
        int cell = view.at(evaluate(subscripts, point));
        if (written.get(cell)) throw new IllegalArgumentException("two sums have one place in the result");
        written.set(cell);
        view.cells()[cell] = ids[at++];
      }
    }
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
