package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.cf.BranchOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.scf.ExecuteRegionOp;
import zkopt.dialect.scf.IfOp;
import zkopt.dialect.scf.IndexSwitchOp;
import zkopt.dialect.scf.YieldOp;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.IntegerAttr;
import zkopt.ir.OpOperand;
import zkopt.ir.OpResult;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of {@code scf.if}, {@code scf.index_switch} and {@code scf.execute_region}. */
public final class ScfBranchRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(new IfsInARow(), new NestedIfs(), new KnownInBranch(), new IfToSelect(), new EmptyElse<>(IfOp.class), new ConstantIf(), new UnusedIfResults(),
        new NegatedIf(), new ConstantSwitch(), new SingleBlockRegion(), new InlineBlocks());
  }

  private static IntegerAttr constant(Value value) {
    return value.definingOp() instanceof Traits.ConstantLike c && c.constantValue() instanceof IntegerAttr i ? i : null;
  }

  /** Replaces {@code op} by the operations of a region of one block, which yields its results; by nothing when the region is empty. */
  private static void replaceWith(Operation op, Region region, Rewriter rewriter) {
    if (region.isEmpty()) {
      rewriter.eraseOp(op);
      return;
    }
    Operation yield = region.front().terminator();
    List<Value> yielded = yield.operands();
    rewriter.eraseOp(yield);
    rewriter.inlineBlockBefore(region.front(), op, List.of());
    rewriter.replaceOp(op, yielded);
  }

  /** {@code if true {a} else {b} -> a}. */
  record ConstantIf() implements Rewrite<IfOp> {
    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      IntegerAttr condition = constant(op.condition());
      if (condition == null) return false;
      replaceWith(op, op.region(condition.value() != 0 ? 0 : 1), rewriter);
      return true;
    }
  }

  /** What this is the negation of, or null. */
  private static Value negated(Value condition) {
    BinaryOp not = ArithValues.binary(condition, BinaryOp.Kind.XORI);
    return not != null && ArithValues.isInteger(not.rhs(), 1) ? not.lhs() : null;
  }

  /** {@code if not c {a} else {b} -> if c {b} else {a}}. */
  record NegatedIf() implements Rewrite<IfOp> {
    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public int benefit() {
      return Rule.IN_PLACE;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      Value condition = negated(op.condition());
      if (!op.hasElse() || condition == null) return false;
      rewriter.modifyInPlace(op, () -> {
        op.setOperand(0, condition);
        Block first = op.thenBlock();
        op.region(0).remove(first);
        op.region(0).takeBody(op.region(1));
        op.region(1).add(first);
      });
      return true;
    }
  }

  /** {@code index_switch 2 case 2 {a} -> a}. */
  record ConstantSwitch() implements Rewrite<IndexSwitchOp> {
    @Override
    public Class<IndexSwitchOp> root() {
      return IndexSwitchOp.class;
    }

    @Override
    public boolean matchAndRewrite(IndexSwitchOp op, Rewriter rewriter) {
      IntegerAttr flag = constant(op.operand(0));
      if (flag == null) return false;
      replaceWith(op, op.regionOf(flag.value()), rewriter);
      return true;
    }
  }

  /** {@code execute_region {a} -> a}, where it is one block. */
  record SingleBlockRegion() implements Rewrite<ExecuteRegionOp> {
    @Override
    public Class<ExecuteRegionOp> root() {
      return ExecuteRegionOp.class;
    }

    @Override
    public boolean matchAndRewrite(ExecuteRegionOp op, Rewriter rewriter) {
      if (op.region(0).blocks().size() != 1) return false;
      replaceWith(op, op.region(0), rewriter);
      return true;
    }
  }

  /** A region of several blocks directly inside a function: its blocks stand between what is before it and what is behind it. */
  record InlineBlocks() implements Rewrite<ExecuteRegionOp> {
    @Override
    public Class<ExecuteRegionOp> root() {
      return ExecuteRegionOp.class;
    }

    @Override
    public boolean matchAndRewrite(ExecuteRegionOp op, Rewriter rewriter) {
      if (!(op.parentOp() instanceof FuncOp) && !(op.parentOp() instanceof ExecuteRegionOp)) return false;
      Block before = op.block();
      Block after = rewriter.splitBefore(op);
      rewriter.setInsertionPointToEnd(before);
      BranchOp.create(rewriter, op.location(), op.region(0).front(), List.of());
      for (Block block : op.region(0).blocks()) {
        if (!(block.terminator() instanceof YieldOp yield)) continue;
        rewriter.setInsertionPoint(yield);
        BranchOp.create(rewriter, yield.location(), after, yield.operands());
        rewriter.eraseOp(yield);
      }
      rewriter.inlineRegionBefore(op.region(0), after);
      List<BlockArgument> results = op.results().stream().map(r -> after.addArgument(r.type(), r.location())).toList();
      rewriter.replaceOp(op, results);
      return true;
    }
  }

  /** Yields only what is used. */
  record UnusedIfResults() implements Rewrite<IfOp> {
    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      var kept = op.results().stream().filter(Value::hasUses).map(r -> r.index()).toList();
      if (kept.size() == op.numResults()) return false;
      IfOp made = yieldingOnly(op, kept, rewriter);
      for (int i = 0; i < kept.size(); i++) rewriter.replaceAllUsesWith(op.result(kept.get(i)), made.result(i));
      rewriter.eraseOp(op);
      return true;
    }
  }

  /** A twin of {@code op} with its bodies and only some of its results. */
  private static IfOp yieldingOnly(IfOp op, List<Integer> kept, Rewriter rewriter) {
    IfOp made = IfOp.create(rewriter, op.location(), op.condition(), kept.stream().map(i -> op.result(i).type()).toList(), op.hasElse());
    for (int r = 0; r < 2; r++) {
      if (op.region(r).isEmpty()) continue;
      Block from = op.region(r).front();
      Block into = made.region(r).front();
      if (into.terminator() != null) rewriter.eraseOp(into.terminator());
      Operation yield = from.terminator();
      List<Value> yielded = kept.stream().map(yield.operands()::get).toList();
      rewriter.setInsertionPoint(yield);
      YieldOp.create(rewriter, yield.location(), yielded);
      rewriter.eraseOp(yield);
      rewriter.mergeBlockInto(from, into, List.of());
    }
    return made;
  }

  /** {@code if c {yield x} else {yield y} -> select c, x, y}, for x and y from before the branch. */
  record IfToSelect() implements Rewrite<IfOp> {
    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      if (op.numResults() == 0) return false;
      List<Value> whenTrue = op.thenBlock().terminator().operands();
      List<Value> whenFalse = op.elseBlock().terminator().operands();
      var inside = new ArrayList<Integer>();
      for (int i = 0; i < whenTrue.size(); i++) if (isInside(whenTrue.get(i), op) || isInside(whenFalse.get(i), op)) inside.add(i);
      if (inside.size() == op.numResults()) return false;
      var selected = new ArrayList<Value>();
      for (int i = 0; i < whenTrue.size(); i++) {
        Value x = whenTrue.get(i);
        Value y = whenFalse.get(i);
        selected.add(inside.contains(i) ? null : x == y ? x : SelectOp.create(rewriter, op.location(), op.condition(), x, y).result());
      }
      IfOp made = yieldingOnly(op, inside, rewriter);
      for (int i : inside) selected.set(i, made.result(inside.indexOf(i)));
      rewriter.replaceOp(op, selected);
      return true;
    }

    private static boolean isInside(Value value, IfOp op) {
      return op.isAncestorOf(value.parentBlock().parentOp());
    }
  }

  /** In the first branch of {@code if c} c is true, in the second false. */
  record KnownInBranch() implements Rewrite<IfOp> {
    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      if (constant(op.condition()) != null) return false;
      var constants = new Value[2];
      for (OpOperand use : op.condition().uses()) {
        Region around = use.owner().block().region();
        int branch = op.region(0).isAncestorOf(around) ? 0 : op.region(1).isAncestorOf(around) ? 1 : -1;
        if (branch < 0) continue;
        if (constants[branch] == null) constants[branch] = ConstantOp.create(rewriter, op.location(), IntegerAttr.bool(branch == 0)).result();
        rewriter.modifyInPlace(use.owner(), () -> use.set(constants[branch]));
      }
      return constants[0] != null || constants[1] != null;
    }
  }

  /** {@code if c {x} else {y} if c {z} -> if c {x z} else {y}}; {@code if c {x} if not c {y} -> if c {x} else {y}}. */
  record IfsInARow() implements Rewrite<IfOp> {
    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      if (!(op.previous() instanceof IfOp before)) return false;
      boolean opposite = before.condition() != op.condition();
      if (opposite && negated(op.condition()) != before.condition() && negated(before.condition()) != op.condition()) return false;
      List<Type> types = Stream.concat(before.resultTypes().stream(), op.resultTypes().stream()).toList();
      boolean withElse = before.hasElse() || opposite || op.hasElse();
      IfOp made = IfOp.create(rewriter, op.location(), before.condition(), types, withElse);
      for (int r = 0; r < 2; r++) if (!made.region(r).isEmpty()) join(before, r, op, opposite ? 1 - r : r, made.region(r).front(), rewriter);
      int split = before.numResults();
      for (int i = 0; i < split; i++) rewriter.replaceAllUsesWith(before.result(i), made.result(i));
      for (int i = 0; i < op.numResults(); i++) rewriter.replaceAllUsesWith(op.result(i), made.result(split + i));
      rewriter.eraseOp(op);
      rewriter.eraseOp(before);
      return true;
    }

    private static void join(IfOp before, int firstRegion, IfOp op, int secondRegion, Block into, Rewriter rewriter) {
      if (into.terminator() != null) rewriter.eraseOp(into.terminator());
      var yielded = new ArrayList<Value>();
      for (Region branch : List.of(before.region(firstRegion), op.region(secondRegion))) {
        if (branch.isEmpty()) continue;
        Operation yield = branch.front().terminator();
        yielded.addAll(yield.operands());
        rewriter.eraseOp(yield);
        rewriter.mergeBlockInto(branch.front(), into, List.of());
      }
      rewriter.setInsertionPointToEnd(into);
      YieldOp.create(rewriter, op.location(), yielded);
      // inside, the results of the first are what it yields in this branch
      for (int i = 0; i < before.numResults(); i++) {
        Value result = before.result(i);
        Value inside = yielded.get(i);
        for (OpOperand use : result.uses()) {
          if (into.region().isAncestorOf(use.owner().block().region())) {
            rewriter.modifyInPlace(use.owner(), () -> use.set(inside));
          }
        }
      }
    }
  }

  /**
   * {@code if a {if b {x} else {y}} else {y} -> if a & b {x} else {y}}, where the else branches only yield; what the outer branch yields beside
   * is {@code select a}.
   */
  record NestedIfs() implements Rewrite<IfOp> {
    @Override
    public Class<IfOp> root() {
      return IfOp.class;
    }

    @Override
    public boolean matchAndRewrite(IfOp op, Rewriter rewriter) {
      boolean nested = op.thenBlock().first() instanceof IfOp only && only.next() == op.thenBlock().terminator() && onlyYields(op) && onlyYields(only);
      if (!nested) return false;
      var inner = (IfOp) op.thenBlock().first();
      List<Value> whenFalse = op.hasElse() ? op.elseBlock().terminator().operands() : List.of();
      var whenTrue = new ArrayList<>(op.thenBlock().terminator().operands());
      var selected = new ArrayList<Integer>();
      for (int i = 0; i < whenTrue.size(); i++) {
        if (whenTrue.get(i) instanceof OpResult result && result.definingOp() == inner) {
          if (inner.elseBlock().terminator().operand(result.index()) != whenFalse.get(i)) return false;
          whenTrue.set(i, inner.thenBlock().terminator().operand(result.index()));
        } else {
          selected.add(i);
        }
      }
      Value both = BinaryOp.create(rewriter, op.location(), BinaryOp.Kind.ANDI, op.condition(), inner.condition()).result();
      var results = new ArrayList<Value>();
      for (int i = 0; i < whenTrue.size(); i++) {
        results.add(selected.contains(i) ? SelectOp.create(rewriter, op.location(), op.condition(), whenTrue.get(i), whenFalse.get(i)).result() : null);
      }
      IfOp made = IfOp.create(rewriter, op.location(), both, op.resultTypes(), !whenFalse.isEmpty());
      if (made.thenBlock().terminator() != null) rewriter.eraseOp(made.thenBlock().terminator());
      rewriter.eraseOp(inner.thenBlock().terminator());
      rewriter.mergeBlockInto(inner.thenBlock(), made.thenBlock(), List.of());
      rewriter.setInsertionPointToEnd(made.thenBlock());
      YieldOp.create(rewriter, op.location(), whenTrue);
      if (made.hasElse()) {
        rewriter.setInsertionPointToEnd(made.elseBlock());
        YieldOp.create(rewriter, op.location(), whenFalse);
      }
      for (int i = 0; i < results.size(); i++) if (results.get(i) == null) results.set(i, made.result(i));
      rewriter.replaceOp(op, results);
      return true;
    }

    private static boolean onlyYields(IfOp op) {
      return !op.hasElse() || op.elseBlock().first() == op.elseBlock().terminator();
    }
  }
}
