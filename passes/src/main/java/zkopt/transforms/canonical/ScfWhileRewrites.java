package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.scf.ConditionOp;
import zkopt.dialect.scf.WhileOp;
import zkopt.dialect.scf.YieldOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of {@code scf.while}, which hands what its first region passes on to the second and to its results. */
public final class ScfWhileRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(
        new Rule<>("RemoveLoopInvariantArgsFromBeforeBlock", WhileOp.class, 1, ScfWhileRewrites::withoutInvariantArguments),
        new Rule<>("RemoveLoopInvariantValueYielded", WhileOp.class, 1, ScfWhileRewrites::withoutInvariantResults),
        new Rule<>("WhileConditionTruth", WhileOp.class, 1, ScfWhileRewrites::conditionIsTrue),
        new Rule<>("WhileCmpCond", WhileOp.class, 1, ScfWhileRewrites::comparisonIsKnown),
        new Rule<>("WhileUnusedResult", WhileOp.class, 1, ScfWhileRewrites::withoutUnusedResults),
        new Rule<>("WhileRemoveDuplicatedResults", WhileOp.class, 1, ScfWhileRewrites::withoutEqualResults),
        new Rule<>("WhileRemoveUnusedArgs", WhileOp.class, 1, ScfWhileRewrites::withoutUnusedArguments),
        new Rule<>("WhileOpAlignBeforeArgs", WhileOp.class, 1, ScfWhileRewrites::inOrderOfArguments));
  }

  private static ConditionOp condition(WhileOp op) {
    return (ConditionOp) op.before().terminator();
  }

  /** What the loop carries and never changes it need not carry. */
  private static boolean withoutInvariantArguments(WhileOp op, Rewriter rewriter) {
    List<Integer> kept = IntStream.range(0, op.numOperands()).filter(i -> !isInvariant(op, i)).boxed().toList();
    return kept.size() < op.numOperands() && carryOnly(op, kept, rewriter);
  }

  /** Whether the next iteration gets what the first did: that value itself, or through both regions. */
  private static boolean isInvariant(WhileOp op, int i) {
    Value next = op.after().terminator().operand(i);
    if (next == op.operand(i)) return true;
    if (!(next instanceof BlockArgument argument) || argument.parentBlock() != op.after()) return false;
    Value passed = condition(op).arguments().get(argument.index());
    return passed == op.before().argument(i) || passed == op.operand(i);
  }

  /** What is handed on and comes from before the loop need not be. */
  private static boolean withoutInvariantResults(WhileOp op, Rewriter rewriter) {
    List<Value> passed = condition(op).arguments();
    List<Object> instead = new ArrayList<>();
    int kept = 0;
    for (Value value : passed) instead.add(value.parentBlock() == op.before() ? (Object) kept++ : value);
    return kept < passed.size() && handOn(op, passed.stream().filter(v -> v.parentBlock() == op.before()).toList(), instead, rewriter);
  }

  /** The second region runs when the condition is true: where it is handed the condition, it is handed true. */
  private static boolean conditionIsTrue(WhileOp op, Rewriter rewriter) {
    Value constant = null;
    List<Value> passed = condition(op).arguments();
    for (int i = 0; i < passed.size(); i++) {
      Value argument = op.after().argument(i);
      if (passed.get(i) != condition(op).condition() || !argument.hasUses()) continue;
      if (constant == null) constant = ConstantOp.create(rewriter, op.location(), IntegerAttr.bool(true)).result();
      rewriter.replaceAllUsesWith(argument, constant);
    }
    return constant != null;
  }

  /** In the second region the comparison that is the condition is true, and the opposite one false. */
  private static boolean comparisonIsKnown(WhileOp op, Rewriter rewriter) {
    if (!(condition(op).condition().definingOp() instanceof CmpIOp known)) return false;
    boolean changed = false;
    List<Value> passed = condition(op).arguments();
    for (int i = 0; i < passed.size(); i++) {
      for (int side = 0; side < 2; side++) {
        if (passed.get(i) != known.operand(side)) continue;
        for (Operation user : op.after().argument(i).users()) {
          if (!(user instanceof CmpIOp again) || again.operand(1 - side) != known.operand(1 - side)) continue;
          boolean same = again.predicate() == known.predicate();
          if (!same && again.predicate() != known.predicate().inverted()) continue;
          rewriter.replaceOp(again, ConstantOp.create(rewriter, again.location(), IntegerAttr.bool(same)));
          changed = true;
        }
      }
    }
    return changed;
  }

  /** What neither the second region nor anybody behind the loop uses is not handed on. */
  private static boolean withoutUnusedResults(WhileOp op, Rewriter rewriter) {
    List<Value> passed = condition(op).arguments();
    List<Integer> kept = IntStream.range(0, passed.size()).filter(i -> op.result(i).hasUses() || op.after().argument(i).hasUses()).boxed().toList();
    if (kept.size() == passed.size()) return false;
    List<Object> instead = new ArrayList<>();
    for (int i = 0; i < passed.size(); i++) instead.add(kept.contains(i) ? (Object) kept.indexOf(i) : null);
    return handOn(op, kept.stream().map(passed::get).toList(), instead, rewriter);
  }

  /** What is handed on twice is handed on once. */
  private static boolean withoutEqualResults(WhileOp op, Rewriter rewriter) {
    List<Value> passed = condition(op).arguments();
    List<Value> distinct = List.copyOf(new LinkedHashSet<>(passed));
    return distinct.size() < passed.size() && handOn(op, distinct, passed.stream().<Object>map(distinct::indexOf).toList(), rewriter);
  }

  /** What the first region does not use the loop need not carry. */
  private static boolean withoutUnusedArguments(WhileOp op, Rewriter rewriter) {
    List<Integer> kept = IntStream.range(0, op.numOperands()).filter(i -> op.before().argument(i).hasUses()).boxed().toList();
    return kept.size() < op.numOperands() && carryOnly(op, kept, rewriter);
  }

  /** All that the first region gets, each once and unchanged, is handed on in that order. */
  private static boolean inOrderOfArguments(WhileOp op, Rewriter rewriter) {
    List<BlockArgument> arguments = op.before().arguments();
    List<Value> passed = condition(op).arguments();
    boolean permuted = !passed.equals(arguments) && passed.size() == arguments.size() && new LinkedHashSet<>(passed).equals(new LinkedHashSet<>(arguments));
    return permuted && handOn(op, List.copyOf(arguments), passed.stream().<Object>map(arguments::indexOf).toList(), rewriter);
  }

  /** Replaces the loop by one that starts with these operands only; for the others, what they are at the start stands in the first region. */
  private static boolean carryOnly(WhileOp op, List<Integer> kept, Rewriter rewriter) {
    WhileOp made = WhileOp.create(rewriter, op.location(), op.resultTypes(), kept.stream().map(op::operand).toList());
    Operation yield = op.after().terminator();
    rewriter.setInsertionPoint(yield);
    YieldOp.create(rewriter, yield.location(), kept.stream().map(yield::operand).toList());
    rewriter.eraseOp(yield);
    var arguments = new ArrayList<Value>();
    for (int i = 0; i < op.numOperands(); i++) arguments.add(kept.contains(i) ? made.before().argument(kept.indexOf(i)) : op.operand(i));
    rewriter.mergeBlockInto(op.before(), made.before(), arguments);
    rewriter.mergeBlockInto(op.after(), made.after(), made.after().arguments());
    rewriter.replaceOp(op, made);
    return true;
  }

  /**
   * Replaces the loop by one that hands on {@code passed}.
   *
   * @param instead for each result of {@code op} its place in {@code passed}, a value, or null for one that is not used
   */
  private static boolean handOn(WhileOp op, List<Value> passed, List<Object> instead, Rewriter rewriter) {
    List<Type> types = passed.stream().map(Value::type).toList();
    WhileOp made = WhileOp.create(rewriter, op.location(), types, op.operands());
    ConditionOp condition = condition(op);
    rewriter.setInsertionPoint(condition);
    ConditionOp.create(rewriter, condition.location(), condition.condition(), passed);
    rewriter.eraseOp(condition);
    rewriter.mergeBlockInto(op.before(), made.before(), made.before().arguments());
    rewriter.mergeBlockInto(op.after(), made.after(), instead.stream().map(o -> valueOf(o, made.after().arguments())).toList());
    for (int i = 0; i < op.numResults(); i++) {
      if (op.result(i).hasUses()) rewriter.replaceAllUsesWith(op.result(i), valueOf(instead.get(i), made.results()));
    }
    rewriter.eraseOp(op);
    return true;
  }

  private static Value valueOf(Object instead, List<? extends Value> handedOn) {
    return instead instanceof Integer place ? handedOn.get(place) : (Value) instead;
  }
}
