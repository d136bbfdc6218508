package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.dialect.affine.YieldOp;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.BinaryOp.Kind;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.CmpIOp.Predicate;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.scf.ReduceOp;
import zkopt.dialect.scf.ReduceReturnOp;
import zkopt.ir.Block;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineMap;
import zkopt.ir.affine.IntegerSet;
import zkopt.rewrite.ConversionRewriter;
import zkopt.rewrite.ConversionRule;

/** Affine loops and conditions as those of scf. */
final class AffineLoopLowering {
  static final List<ConversionRule<?>> RULES = List.of(
      new ConversionRule<>("AffineForLowering", ForOp.class, AffineLoopLowering::loop),
      new ConversionRule<>("AffineParallelLowering", ParallelOp.class, AffineLoopLowering::parallel),
      new ConversionRule<>("AffineIfLowering", IfOp.class, AffineLoopLowering::branch),
      new ConversionRule<>("AffineYieldLowering", YieldOp.class, AffineLoopLowering::yield));

  private AffineLoopLowering() {}

  /** Gives {@code lowered}, whose regions are as many, the bodies and the uses of {@code op}. */
  private static void replaceWithBodies(Operation op, Operation lowered, ConversionRewriter rewriter) {
    for (int i = 0; i < op.regions().size(); i++) {
      if (!lowered.region(i).isEmpty()) lowered.region(i).front().erase();
      lowered.region(i).takeBody(op.region(i));
    }
    rewriter.replaceOp(op, lowered);
  }

  private static boolean loop(ForOp loop, List<Value> operands, ConversionRewriter rewriter) {
    Value lower = AffineExpansion.extremum(rewriter, loop.location(), Kind.MAXSI, loop.lowerMap(), loop.lowerOperands());
    Value upper = AffineExpansion.extremum(rewriter, loop.location(), Kind.MINSI, loop.upperMap(), loop.upperOperands());
    Value step = ConstantOp.index(rewriter, loop.location(), loop.step()).result();
    replaceWithBodies(loop, zkopt.dialect.scf.ForOp.create(rewriter, loop.location(), lower, upper, step, loop.inits()), rewriter);
    return true;
  }

  private static boolean parallel(ParallelOp loop, List<Value> operands, ConversionRewriter rewriter) {
    List<ParallelReduction> reductions = ParallelReduction.of(loop);
    for (var reduction : reductions) {
      if (reduction.combiner() == null) return rewriter.matchFailure("arith combines no values of '" + reduction.type() + "' by '" + reduction.kind() + "'");
    }
    var location = loop.location();
    List<AffineMap> lowerMaps = groups(loop.lowerMap(), loop.lowerGroups());
    List<AffineMap> upperMaps = groups(loop.upperMap(), loop.upperGroups());
    var lower = new ArrayList<Value>();
    var upper = new ArrayList<Value>();
    for (int i = 0; i < lowerMaps.size(); i++) {
      lower.add(AffineExpansion.extremum(rewriter, location, Kind.MAXSI, lowerMaps.get(i), loop.lowerOperands()));
      upper.add(AffineExpansion.extremum(rewriter, location, Kind.MINSI, upperMaps.get(i), loop.upperOperands()));
    }
    List<Value> steps = Arrays.stream(loop.steps()).<Value>mapToObj(s -> ConstantOp.index(rewriter, location, s).result()).toList();
    List<Value> identities = reductions.stream().<Value>map(r -> ConstantOp.create(rewriter, location, r.identity()).result()).toList();
    reduce(loop.body().terminator(), reductions, rewriter);
    replaceWithBodies(loop, zkopt.dialect.scf.ParallelOp.create(rewriter, location, lower, upper, steps, identities), rewriter);
    return true;
  }

  /** Ends the body by what combines the values that are yielded. */
  private static void reduce(Operation yield, List<ParallelReduction> reductions, ConversionRewriter rewriter) {
    var reduce = ReduceOp.create(OpBuilder.before(yield), yield.location(), yield.operands());
    for (int i = 0; i < reductions.size(); i++) {
      Block block = reduce.region(i).front();
      var builder = OpBuilder.atEnd(block);
      var combined = BinaryOp.create(builder, yield.location(), reductions.get(i).combiner(), block.argument(0), block.argument(1));
      ReduceReturnOp.create(builder, yield.location(), combined.result());
    }
    rewriter.eraseOp(yield);
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

  private static boolean branch(IfOp branch, List<Value> operands, ConversionRewriter rewriter) {
    Value condition = condition(branch, rewriter);
    replaceWithBodies(branch, zkopt.dialect.scf.IfOp.create(rewriter, branch.location(), condition, branch.resultTypes(), branch.hasElse()), rewriter);
    return true;
  }

  private static Value condition(IfOp branch, OpBuilder builder) {
    IntegerSet set = branch.condition();
    var expansion = AffineExpansion.of(builder, branch.location(), set.numDims(), branch.operands());
    Value zero = expansion.constant(0);
    Value all = null;
    for (IntegerSet.Constraint c : set.constraints()) {
      Value value = expansion.expand(c.expr());
      Value holds = CmpIOp.create(builder, branch.location(), c.isEquality() ? Predicate.EQ : Predicate.SGE, value, zero).result();
      all = all == null ? holds : BinaryOp.create(builder, branch.location(), Kind.ANDI, all, holds).result();
    }
    return all != null ? all : ConstantOp.create(builder, branch.location(), IntegerAttr.of(1, IntegerType.I1)).result();
  }

  private static boolean yield(YieldOp yield, List<Value> operands, ConversionRewriter rewriter) {
    zkopt.dialect.scf.YieldOp.create(rewriter, yield.location(), operands);
    rewriter.eraseOp(yield);
    return true;
  }
}
