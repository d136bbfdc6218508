package zkopt.lowering.plonk;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.affine.YieldOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/**
 * Loops nested one in the other, each the only loop in the body around it, over a rectangular space. Loop i counts dimension d_i from 0
 * in steps of 1 whatever its own bounds and step are: its induction variable is {@code lower + step * d_i}.
 */
record LoopChain(List<ForOp> loops, Map<Value, AffineExpr> inductionVars) {
  /** The chain of which {@code root} is the outermost loop. */
  static LoopChain of(ForOp root) throws NotAContraction {
    var loops = new ArrayList<ForOp>();
    var inductionVars = new IdentityHashMap<Value, AffineExpr>();
    for (ForOp loop = root; loop != null; loop = onlyLoopIn(loop)) {
      if (!loop.hasConstantBounds()) throw new NotAContraction("a loop has bounds that are not constant");
      if (loop.constantTripCount() == 0) throw new NotAContraction("a loop has no iterations");
      inductionVars.put(
          loop.inductionVar(), AffineExpr.dim(loops.size()).times(loop.step()).plus(loop.lowerMap().singleConstant()));
      loops.add(loop);
    }
    return new LoopChain(loops, inductionVars);
  }

  private static ForOp onlyLoopIn(ForOp loop) throws NotAContraction {
    ForOp only = null;
    for (Operation op : loop.body().operations()) {
      if (op.regions().isEmpty()) continue;
      if (!(op instanceof ForOp inner)) throw new NotAContraction("'" + op.name() + "' stands in the nest");
      if (only != null) throw new NotAContraction("a loop has more than one loop inside");
      only = inner;
    }
    return only;
  }

  ForOp root() {
    return loops.getFirst();
  }

  ForOp innermost() {
    return loops.getLast();
  }

  int depth() {
    return loops.size();
  }

  long[] extents() {
    return loops.stream().mapToLong(ForOp::constantTripCount).toArray();
  }

  /** The depth of the loop in whose body {@code op} directly stands. */
  int level(Operation op) {
    return loops.indexOf(op.parentOp());
  }

  /** Whether {@code op} stands before the next loop in the body that both stand in. */
  boolean isBeforeInnerLoop(Operation op) {
    return op.isBeforeInBlock(loops.get(level(op) + 1));
  }

  /** The operations of all bodies, but for loops and their terminators. */
  List<Operation> operations() {
    return loops.stream().flatMap(l -> l.body().operations().stream()).filter(op -> !(op instanceof ForOp || op instanceof YieldOp)).toList();
  }

  /** The element that a load or store touches, by the dimensions of the chain. */
  Access access(Operation op) throws NotAContraction {
    return switch (op) {
      case LoadOp load -> new Access(load.memref(), linear(load.map(), load.mapOperands()));
      case StoreOp store -> new Access(store.memref(), linear(store.map(), store.mapOperands()));
      case zkopt.dialect.memref.LoadOp load -> new Access(load.memref(), linear(load.indices()));
      case zkopt.dialect.memref.StoreOp store -> new Access(store.memref(), linear(store.indices()));
      default -> throw new NotAContraction("'" + op.name() + "' is not a load or store");
    };
  }

  private AffineMap linear(AffineMap map, List<Value> operands) throws NotAContraction {
    var dims = expressions(operands.subList(0, map.numDims()));
    var symbols = expressions(operands.subList(map.numDims(), operands.size()));
    return linearMap(map.results().stream().map(e -> e.replace(dims, symbols)).toList());
  }

  private AffineMap linear(List<Value> indices) throws NotAContraction {
    return linearMap(expressions(indices));
  }

  /** Each subscript as a sum of multiples of the dimensions in their order: equal functions give equal maps. */
  private AffineMap linearMap(List<AffineExpr> results) throws NotAContraction {
    var sums = new ArrayList<AffineExpr>();
    for (AffineExpr e : results) {
      long[] coefficients = e.linearCoefficients(depth());
      if (coefficients == null) throw new NotAContraction("a subscript is not linear in the loops");
      AffineExpr sum = AffineExpr.constant(0);
      for (int d = 0; d < depth(); d++) {
        if (coefficients[d] != 0) sum = sum.plus(AffineExpr.dim(d).times(coefficients[d]));
      }
      sums.add(sum.plus(coefficients[depth()]));
    }
    return new AffineMap(depth(), 0, sums);
  }

  private List<AffineExpr> expressions(List<Value> values) throws NotAContraction {
    var expressions = new ArrayList<AffineExpr>();
    for (Value value : values) expressions.add(expression(value));
    return expressions;
  }

  private AffineExpr expression(Value value) throws NotAContraction {
    AffineExpr inductionVar = inductionVars.get(value);
    if (inductionVar != null) return inductionVar;
    return switch (value.definingOp()) {
      case ConstantOp c when c.value() instanceof IntegerAttr i -> AffineExpr.constant(i.value());
      case ApplyOp apply -> linear(apply.map(), apply.operands()).results().getFirst();
      case BinaryOp b -> switch (b.kind()) {
        case ADDI -> expression(b.lhs()).plus(expression(b.rhs()));
        case SUBI -> expression(b.lhs()).minus(expression(b.rhs()));
        case MULI -> expression(b.lhs()).times(expression(b.rhs()));
        default -> throw new NotAContraction("a subscript is computed by '" + b.name() + "'");
      };
      case null, default -> throw new NotAContraction("a subscript depends on more than the loops");
    };
  }

  /** An element of a memref as a function of the dimensions. */
  record Access(Value memref, AffineMap map) {
    /** Whether dimension {@code d} matters. */
    boolean uses(int d) {
      return map.results().stream().anyMatch(e -> e.linearCoefficients(map.numDims())[d] != 0);
    }
  }
}
