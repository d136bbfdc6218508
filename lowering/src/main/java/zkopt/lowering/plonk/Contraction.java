package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.plonk.ContractOp;
import zkopt.ir.Operation;
import zkopt.ir.OpBuilder;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;
import zkopt.lowering.Buffers;

/**
 * A contraction that was found: C[c(d)] = sum of A[a(d)] * B[b(d)] over a box.
 *
 * @param b null for ones
 * @param nest the loops that compute it
 * @param fill the nest that clears C before, or null when the loops do that themselves
 * @param scalar the accumulator of one element that the loops use, or null
 */
record Contraction(
    ForOp nest, ZeroFill fill, Operation scalar, long[] extents, LoopChain.Access a, LoopChain.Access b, LoopChain.Access c) {

  /** Puts the operation in place of the loops. */
  ContractOp raise() {
    var second = b == null ? Ones.before(nest, extents.length) : b;
    var swapped = isGlobal(a) && !isGlobal(second);
    var lhs = swapped ? second : a;
    var rhs = swapped ? a : second;
    int[] order = canonicalOrder(lhs, rhs);
    var maps = List.of(renumber(lhs.map(), order), renumber(rhs.map(), order), renumber(withoutLone(lhs, rhs), order));
    long[] bounds = Arrays.stream(order).mapToLong(d -> extents[d]).toArray();
    var contract = ContractOp.create(OpBuilder.before(nest), nest.location(), lhs.memref(), rhs.memref(), c.memref(), bounds, maps);
    nest.erase();
    if (fill != null) fill.root().erase();
    if (scalar != null && scalar.block() != null && !scalar.hasUses()) scalar.erase();
    return contract;
  }

  /** How many elements are added up in each sum. */
  long terms() {
    return extent(d -> !c.uses(d));
  }

  /** How many sums there are. */
  long sums() {
    return extent(c::uses);
  }

  private long extent(IntPredicate dims) {
    return IntStream.range(0, extents.length).filter(dims).mapToLong(d -> extents[d]).reduce(1, (x, y) -> x * y);
  }

  private static boolean isGlobal(LoopChain.Access access) {
    return Buffers.base(access.memref()).definingOp() instanceof GetGlobalOp;
  }

  /** Dimensions as they come in the subscripts of C, then of A, then of B: the same for any order of the loops. */
  private int[] canonicalOrder(LoopChain.Access lhs, LoopChain.Access rhs) {
    var order = new LinkedHashSet<Integer>();
    for (var access : List.of(c, lhs, rhs)) {
      for (AffineExpr e : access.map().results()) {
        long[] coefficients = e.linearCoefficients(extents.length);
        IntStream.range(0, extents.length).filter(d -> coefficients[d] != 0).boxed()
            .sorted((x, y) -> Long.compare(Math.abs(coefficients[y]), Math.abs(coefficients[x]))).forEach(order::add);
      }
    }
    IntStream.range(0, extents.length).forEach(order::add);
    return order.stream().mapToInt(d -> d).toArray();
  }

  /** The map of C without loops that run once and that no factor depends on. */
  private AffineMap withoutLone(LoopChain.Access lhs, LoopChain.Access rhs) {
    var dims = IntStream.range(0, extents.length)
        .mapToObj(d -> extents[d] == 1 && !lhs.uses(d) && !rhs.uses(d) ? AffineExpr.constant(0) : AffineExpr.dim(d)).toList();
    return new AffineMap(extents.length, 0, c.map().results().stream().map(e -> e.replace(dims, List.of())).toList());
  }

  private static AffineMap renumber(AffineMap map, int[] order) {
    var dims = new ArrayList<AffineExpr>();
    for (int d = 0; d < order.length; d++) {
      int old = d;
      dims.add(AffineExpr.dim(IntStream.range(0, order.length).filter(i -> order[i] == old).findFirst().orElseThrow()));
    }
    return new AffineMap(order.length, 0, map.results().stream().map(e -> e.replace(dims, List.of())).toList());
  }
}
