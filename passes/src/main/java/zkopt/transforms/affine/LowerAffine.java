package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.dialect.affine.ApplyOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.MaxOp;
import zkopt.dialect.affine.MinOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.affine.YieldOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.CmpIOp.Predicate;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.scf.ReduceOp;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;
import zkopt.ir.affine.IntegerSet;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Replaces affine loops and conditions by those of scf, affine subscripts by arith and accesses of memref. The values of an
 * {@code affine.parallel} that reduces have no counterpart here: it is an error.
 */
@Pass.Named(value = "lower-affine", title = "ConvertAffineToStandard", summary = "Lower Affine operations to a combination of Arith and SCF operations")
public record LowerAffine() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var operations = new ArrayList<Operation>();
    root.walkPreOrder(operations::add);
    for (Operation op : operations) {
      switch (op) {
        case ForOp loop -> lower(loop);
        case ParallelOp loop -> lower(loop, context);
        case IfOp branch -> lower(branch);
        case YieldOp yield -> lower(yield);
        case ApplyOp apply -> replace(apply, AffineExpansion.results(OpBuilder.before(op), op.location(), apply.map(), op.operands()).getFirst());
        case MinOp min -> replace(min, AffineExpansion.extremum(OpBuilder.before(op), op.location(), Kind.MINSI, min.map(), op.operands()));
        case MaxOp max -> replace(max, AffineExpansion.extremum(OpBuilder.before(op), op.location(), Kind.MAXSI, max.map(), op.operands()));
        case LoadOp load -> {
          var b = OpBuilder.before(op);
          var indices = AffineExpansion.results(b, op.location(), load.map(), load.mapOperands());
          replace(load, zkopt.dialect.memref.LoadOp.create(b, op.location(), load.memref(), indices).result());
        }
        case StoreOp store -> {
          var b = OpBuilder.before(op);
          var indices = AffineExpansion.results(b, op.location(), store.map(), store.mapOperands());
          zkopt.dialect.memref.StoreOp.create(b, op.location(), store.value(), store.memref(), indices);
          op.erase();
        }
        default -> { }
      }
    }
  }

  private static void replace(Operation op, Value value) {
    op.replaceAllUsesWith(List.of(value));
    op.erase();
  }

  /** Gives {@code lowered}, whose regions are as many, the bodies and the uses of {@code op}. */
  private static void replaceWithBodies(Operation op, Operation lowered) {
    for (int i = 0; i < op.regions().size(); i++) {
      if (!lowered.region(i).isEmpty()) lowered.region(i).front().erase();
      lowered.region(i).takeBody(op.region(i));
    }
    op.replaceAllUsesWith(lowered.results());
    op.erase();
  }

  private static void lower(ForOp loop) {
    var b = OpBuilder.before(loop);
    Value lower = AffineExpansion.extremum(b, loop.location(), Kind.MAXSI, loop.lowerMap(), loop.lowerOperands());
    Value upper = AffineExpansion.extremum(b, loop.location(), Kind.MINSI, loop.upperMap(), loop.upperOperands());
    Value step = ConstantOp.index(b, loop.location(), loop.step()).result();
    replaceWithBodies(loop, zkopt.dialect.scf.ForOp.create(b, loop.location(), lower, upper, step, loop.inits()));
  }

  private static void lower(ParallelOp loop, PassContext context) {
    if (loop.numResults() > 0) throw context.failure(loop, "with reductions cannot be lowered");
    var b = OpBuilder.before(loop);
    List<AffineMap> lowerMaps = groups(loop.lowerMap(), loop.lowerGroups());
    List<AffineMap> upperMaps = groups(loop.upperMap(), loop.upperGroups());
    var lower = new ArrayList<Value>();
    var upper = new ArrayList<Value>();
    for (int i = 0; i < lowerMaps.size(); i++) {
      lower.add(AffineExpansion.extremum(b, loop.location(), Kind.MAXSI, lowerMaps.get(i), loop.lowerOperands()));
      upper.add(AffineExpansion.extremum(b, loop.location(), Kind.MINSI, upperMaps.get(i), loop.upperOperands()));
    }
    List<Value> steps = Arrays.stream(loop.steps()).mapToObj(s -> ConstantOp.index(b, loop.location(), s).result()).map(Value.class::cast).toList();
    replaceWithBodies(loop, zkopt.dialect.scf.ParallelOp.create(b, loop.location(), lower, upper, steps, List.of()));
  }

  /** The bounds of each dimension: so many results of the map, one group after the other. */
  private static List<AffineMap> groups(AffineMap map, long[] sizes) {
    var groups = new ArrayList<AffineMap>();
    int from = 0;
    for (long size : sizes) {
      groups.add(new AffineMap(map.numDims(), map.numSymbols(), map.results().subList(from, from + (int) size)));
      from += (int) size;
    }
    return groups;
  }

  private static void lower(IfOp branch) {
    var b = OpBuilder.before(branch);
    replaceWithBodies(branch, zkopt.dialect.scf.IfOp.create(b, branch.location(), condition(branch, b), branch.resultTypes(), branch.hasElse()));
  }

  private static Value condition(IfOp branch, OpBuilder b) {
    IntegerSet set = branch.condition();
    var expansion = AffineExpansion.of(b, branch.location(), set.numDims(), branch.operands());
    Value zero = expansion.constant(0);
    Value all = null;
    for (IntegerSet.Constraint c : set.constraints()) {
      Value value = expansion.expand(c.expr());
      Value holds = CmpIOp.create(b, branch.location(), c.isEquality() ? Predicate.EQ : Predicate.SGE, value, zero).result();
      all = all == null ? holds : BinaryOp.create(b, branch.location(), Kind.ANDI, all, holds).result();
    }
    return all != null ? all : ConstantOp.create(b, branch.location(), IntegerAttr.of(1, IntegerType.I1)).result();
  }

  private static void lower(YieldOp yield) {
    var b = OpBuilder.before(yield);
    if (yield.parentOp() instanceof zkopt.dialect.scf.ParallelOp) ReduceOp.create(b, yield.location());
    else zkopt.dialect.scf.YieldOp.create(b, yield.location(), yield.operands());
    yield.erase();
  }
}
