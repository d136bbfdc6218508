package zkopt.lowering.interp;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.ir.MemRefType;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;
import zkopt.lowering.Buffers;

/**
 * A perfect nest with constant bounds whose body is {@code C[..] += A[..] * B[..]}, of floats or of fixed-point numbers, with subscripts
 * that are linear in the loops.
 *
 * @param loops from outside in
 */
record AccumulationNest(List<ForOp> loops, Operation product, Operation sum, Access a, Access b, Access c) {
  /**
   * An element of a memref.
   *
   * @param strides elements from one iteration of each loop to the next
   */
  record Access(Value memref, AffineMap map, List<Value> operands, long[] strides) {}

  /**
   * The nest from {@code root} on, or null when it is none.
   *
   * @param isSplat whether a memref has one element for all
   */
  static AccumulationNest of(ForOp root, Predicate<Value> isSplat) {
    var loops = new ArrayList<ForOp>();
    for (ForOp loop = root; loop != null; loop = onlyLoopIn(loop)) {
      if (!loop.hasConstantBounds() || !loop.iterArgs().isEmpty() || loop.constantTripCount() < 1) return null;
      loops.add(loop);
    }
    List<Operation> body = loops.getLast().body().operations().stream().filter(op -> !(op instanceof Traits.Terminator)).toList();
    if (body.size() != 6 || !(body.getLast() instanceof StoreOp store)) return null;
    Operation sum = store.value().definingOp();
    if (!isSum(sum) || !body.contains(sum)) return null;
    boolean productFirst = isProduct(sum.operand(0).definingOp());
    Operation product = sum.operand(productFirst ? 0 : 1).definingOp();
    boolean accumulates = isProduct(product) && sum.operand(productFirst ? 1 : 0).definingOp() instanceof LoadOp old && old.memref() == store.memref()
        && old.map().equals(store.map()) && old.mapOperands().equals(store.mapOperands());
    if (!accumulates || !(product.operand(0).definingOp() instanceof LoadOp x) || !(product.operand(1).definingOp() instanceof LoadOp y)) return null;
    if (!body.containsAll(List.of(product, x, y))) return null;
    Access a = access(loops, x.memref(), x.map(), x.mapOperands(), isSplat.test(x.memref()));
    Access b = access(loops, y.memref(), y.map(), y.mapOperands(), isSplat.test(y.memref()));
    Access c = access(loops, store.memref(), store.map(), store.mapOperands(), false);
    boolean apart = Stream.of(x, y).noneMatch(l -> Buffers.base(l.memref()) == Buffers.base(store.memref()));
    return a != null && b != null && c != null && apart ? new AccumulationNest(loops, product, sum, a, b, c) : null;
  }

  private static ForOp onlyLoopIn(ForOp loop) {
    return loop.body().first() instanceof ForOp inner && inner.next() instanceof Traits.Terminator ? inner : null;
  }

  private static boolean isSum(Operation op) {
    return op instanceof BinaryOp b && b.kind() == BinaryOp.Kind.ADDF
        || op instanceof zkopt.dialect.fixed.BinaryOp f && f.kind() == zkopt.dialect.fixed.BinaryOp.Kind.ADD;
  }

  private static boolean isProduct(Operation op) {
    return op instanceof BinaryOp b && b.kind() == BinaryOp.Kind.MULF
        || op instanceof zkopt.dialect.fixed.BinaryOp f && f.kind() == zkopt.dialect.fixed.BinaryOp.Kind.MUL;
  }

  private static Access access(List<ForOp> loops, Value memref, AffineMap map, List<Value> operands, boolean splat) {
    long[] layout = Addresses.layout((MemRefType) memref.type());
    if (layout == null) return null;
    long[] strides = new long[loops.size()];
    if (splat) return new Access(memref, map, operands, strides);
    for (int i = 0; i < map.results().size(); i++) {
      long[] coefficients = map.numSymbols() == 0 ? map.results().get(i).linearCoefficients(map.numDims()) : null;
      if (coefficients == null) return null;
      for (int d = 0; d < loops.size(); d++) {
        for (int j = 0; j < operands.size(); j++) {
          if (operands.get(j) == loops.get(d).inductionVar()) strides[d] += layout[i] * coefficients[j] * loops.get(d).step();
        }
      }
    }
    return new Access(memref, map, operands, strides);
  }
}
