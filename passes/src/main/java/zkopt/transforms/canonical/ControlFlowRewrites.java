package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.cf.AssertOp;
import zkopt.dialect.cf.BranchOp;
import zkopt.dialect.cf.CondBranchOp;
import zkopt.dialect.cf.SwitchOp;
import zkopt.ir.Attribute;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.IntegerAttr;
import zkopt.ir.OpOperand;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of branches. Blocks that are no longer reached go with the driver's own clean-up. */
public final class ControlFlowRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(new MergeWithOnlySuccessor(), new SkipBranchBlock<>(BranchOp.class), new ConstantBranch<>(CondBranchOp.class),
        new SkipBranchBlock<>(CondBranchOp.class), new SameDestinations(), new RepeatedCondition(), new KnownCondition(),
        new ConstantBranch<>(SwitchOp.class), new SkipBranchBlock<>(SwitchOp.class), new CaseLikeDefault(),
        new KnownFlag(), new ImpossibleCases(), new TrueAssertion());
  }

  /** The blocks that branch to {@code block}, once for each branch. */
  private static List<Block> predecessors(Block block) {
    var predecessors = new ArrayList<Block>();
    for (Block other : block.region().blocks()) {
      if (other.last() == null) continue;
      other.last().successors().stream().filter(s -> s == block).forEach(_ -> predecessors.add(other));
    }
    return predecessors;
  }

  private static Attribute constant(Value value) {
    return value.definingOp() instanceof Traits.ConstantLike c ? c.constantValue() : null;
  }

  /** Branches always to one of the successors. */
  private static <O extends Operation & Traits.Branch> void takeOnly(O op, int successor, Rewriter rewriter) {
    BranchOp.create(rewriter, op.location(), op.successors().get(successor), op.successorOperands(successor));
    rewriter.eraseOp(op);
  }

  /** The block from which alone {@code block} is reached, or null. */
  private static Block onlyPredecessor(Block block) {
    if (block == block.region().front()) return null;
    List<Block> predecessors = predecessors(block);
    return predecessors.size() == 1 ? predecessors.getFirst() : null;
  }

  /** {@code br ^b}, where nothing else branches to ^b: the block ends with the operations of ^b. */
  record MergeWithOnlySuccessor() implements Rewrite<BranchOp> {
    @Override
    public Class<BranchOp> root() {
      return BranchOp.class;
    }

    @Override
    public boolean matchAndRewrite(BranchOp op, Rewriter rewriter) {
      Block block = op.block();
      Block successor = op.successors().getFirst();
      if (successor == block || onlyPredecessor(successor) == null) return false;
      List<Value> arguments = op.operands();
      rewriter.eraseOp(op);
      rewriter.mergeBlocks(successor, block, arguments);
      return true;
    }
  }

  /** A branch to a block that holds nothing but {@code br ^c} goes to ^c. */
  record SkipBranchBlock<O extends Operation>(Class<O> root) implements Rewrite<O> {
    @Override
    public boolean matchAndRewrite(O op, Rewriter rewriter) {
      boolean changed = false;
      for (int i = 0; i < op.successors().size(); i++) {
        Block skipped = op.successors().get(i);
        if (!isOnlyBranch(skipped)) continue;
        List<Value> passed = passedOn(skipped, ((Traits.Branch) op).successorOperands(i));
        int successor = i;
        rewriter.modifyInPlace(op, () -> {
          op.setSuccessor(successor, skipped.last().successors().getFirst());
          ((Traits.Branch) op).setSuccessorOperands(successor, passed);
        });
        changed = true;
      }
      return changed;
    }

    private static boolean isOnlyBranch(Block block) {
      return block.first() == block.last() && block.last() instanceof BranchOp branch && branch.successors().getFirst() != block
          && block.arguments().stream().allMatch(a -> a.users().stream().allMatch(u -> u == branch));
    }

    private static List<Value> passedOn(Block skipped, List<Value> arguments) {
      return skipped.last().operands().stream()
          .map(v -> v instanceof BlockArgument a && a.parentBlock() == skipped ? arguments.get(a.index()) : v).toList();
    }
  }

  /** A branch on a constant: {@code br} to where that leads. A switch without cases leads to its default. */
  record ConstantBranch<O extends Operation>(Class<O> root) implements Rewrite<O> {
    @Override
    public boolean matchAndRewrite(O op, Rewriter rewriter) {
      var branch = (Traits.Branch) op;
      var operands = new ArrayList<Attribute>();
      op.operands().forEach(v -> operands.add(constant(v)));
      Block only = op.successors().size() == 1 ? op.successors().getFirst() : branch.onlySuccessor(operands);
      if (only == null) return false;
      // the same block may stand several times with other operands: the first that is taken has the position of the constant's case
      BranchOp.create(rewriter, op.location(), only, branch.successorOperands(takenSuccessor(op, operands.getFirst())));
      rewriter.eraseOp(op);
      return true;
    }

    private static int takenSuccessor(Operation op, Attribute flag) {
      return op instanceof SwitchOp s ? s.takenSuccessor(flag) : ((IntegerAttr) flag).value() != 0 ? 0 : 1;
    }
  }

  /** {@code cond_br c, ^b(x), ^b(y) -> br ^b(select c, x, y)}, where ^b has no other predecessor unless x is y. */
  record SameDestinations() implements Rewrite<CondBranchOp> {
    @Override
    public Class<CondBranchOp> root() {
      return CondBranchOp.class;
    }

    @Override
    public boolean matchAndRewrite(CondBranchOp op, Rewriter rewriter) {
      Block destination = op.successors().getFirst();
      if (destination != op.successors().getLast()) return false;
      List<Value> whenTrue = op.successorOperands(0);
      List<Value> whenFalse = op.successorOperands(1);
      boolean same = whenTrue.equals(whenFalse);
      if (!same && !predecessors(destination).stream().allMatch(p -> p == op.block())) return false;
      var merged = new ArrayList<Value>();
      for (int i = 0; i < whenTrue.size(); i++) {
        Value x = whenTrue.get(i);
        Value y = whenFalse.get(i);
        merged.add(x == y ? x : SelectOp.create(rewriter, op.location(), op.condition(), x, y).result());
      }
      BranchOp.create(rewriter, op.location(), destination, merged);
      rewriter.eraseOp(op);
      return true;
    }
  }

  /** A branch on the condition by which its block, from one predecessor alone, is reached. */
  record RepeatedCondition() implements Rewrite<CondBranchOp> {
    @Override
    public Class<CondBranchOp> root() {
      return CondBranchOp.class;
    }

    @Override
    public boolean matchAndRewrite(CondBranchOp op, Rewriter rewriter) {
      Block from = onlyPredecessor(op.block());
      if (from == null || !(from.last() instanceof CondBranchOp before) || before.condition() != op.condition()) return false;
      int taken = before.successors().getFirst() == op.block() ? 0 : 1;
      takeOnly(op, taken, rewriter);
      return true;
    }
  }

  /** In the block that {@code cond_br c} leads to when c is true, and nothing else does, c is true; likewise false. */
  record KnownCondition() implements Rewrite<CondBranchOp> {
    @Override
    public Class<CondBranchOp> root() {
      return CondBranchOp.class;
    }

    @Override
    public boolean matchAndRewrite(CondBranchOp op, Rewriter rewriter) {
      boolean whenTrue = replace(op, 0, true, rewriter);
      return replace(op, 1, false, rewriter) || whenTrue;
    }

    private static boolean replace(CondBranchOp op, int successor, boolean value, Rewriter rewriter) {
      Block block = op.successors().get(successor);
      if (onlyPredecessor(block) == null) return false;
      List<OpOperand> uses = op.condition().uses().stream().filter(u -> u.owner().block() == block).toList();
      if (uses.isEmpty()) return false;
      rewriter.setInsertionPoint(op);
      Value constant = ConstantOp.create(rewriter, op.location(), IntegerAttr.bool(value)).result();
      uses.forEach(u -> rewriter.modifyInPlace(u.owner(), () -> u.set(constant)));
      return true;
    }
  }

  /** A case of a switch that leads where the default does, with the same operands, is none. */
  record CaseLikeDefault() implements Rewrite<SwitchOp> {
    @Override
    public Class<SwitchOp> root() {
      return SwitchOp.class;
    }

    @Override
    public boolean matchAndRewrite(SwitchOp op, Rewriter rewriter) {
      Block other = op.successors().getFirst();
      List<Value> operands = op.successorOperands(0);
      List<Integer> kept = IntStream.range(1, op.successors().size()).boxed()
          .filter(i -> op.successors().get(i) != other || !op.successorOperands(i).equals(operands)).toList();
      return keepCases(op, kept, rewriter);
    }

    /** @param kept numbers of successors, of which the default is 0 */
    static boolean keepCases(SwitchOp op, List<Integer> kept, Rewriter rewriter) {
      if (kept.size() == op.successors().size() - 1) return false;
      SwitchOp.create(rewriter, op.location(), op.operand(0), op.successors().getFirst(), op.successorOperands(0), kept.stream().map(i -> op.caseValues()[i - 1]).toList(),
          kept.stream().map(op.successors()::get).toList(), kept.stream().map(op::successorOperands).toList());
      rewriter.eraseOp(op);
      return true;
    }
  }

  /** The switch on the same flag from which alone the block of {@code op} is reached, or null. */
  private static SwitchOp before(SwitchOp op) {
    Block from = onlyPredecessor(op.block());
    return from != null && from.last() instanceof SwitchOp before && before.operand(0) == op.operand(0) ? before : null;
  }

  /** Behind a case of a switch on the same flag, the flag is that case's. */
  record KnownFlag() implements Rewrite<SwitchOp> {
    @Override
    public Class<SwitchOp> root() {
      return SwitchOp.class;
    }

    @Override
    public boolean matchAndRewrite(SwitchOp op, Rewriter rewriter) {
      SwitchOp before = before(op);
      int arrived = before == null ? 0 : before.successors().indexOf(op.block());
      if (arrived == 0) return false;
      int taken = op.takenSuccessor(IntegerAttr.of(before.caseValues()[arrived - 1], op.operand(0).type()));
      takeOnly(op, taken, rewriter);
      return true;
    }
  }

  /** Behind the default of a switch on the same flag, its cases are none. */
  record ImpossibleCases() implements Rewrite<SwitchOp> {
    @Override
    public Class<SwitchOp> root() {
      return SwitchOp.class;
    }

    @Override
    public boolean matchAndRewrite(SwitchOp op, Rewriter rewriter) {
      SwitchOp before = before(op);
      if (before == null || before.successors().getFirst() != op.block()) return false;
      List<Integer> kept = IntStream.range(1, op.successors().size()).boxed()
          .filter(i -> IntStream.range(0, before.caseValues().length).noneMatch(k -> before.caseValues()[k] == op.caseValues()[i - 1])).toList();
      return CaseLikeDefault.keepCases(op, kept, rewriter);
    }
  }

  /** {@code cf.assert true} does nothing. */
  record TrueAssertion() implements Rewrite<AssertOp> {
    @Override
    public Class<AssertOp> root() {
      return AssertOp.class;
    }

    @Override
    public boolean matchAndRewrite(AssertOp op, Rewriter rewriter) {
      if (!(constant(op.operand(0)) instanceof IntegerAttr c) || c.value() == 0) return false;
      rewriter.eraseOp(op);
      return true;
    }
  }
}
