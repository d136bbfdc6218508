package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.scf.ConditionOp;
import zkopt.dialect.scf.ForOp;
import zkopt.dialect.scf.WhileOp;
import zkopt.dialect.scf.YieldOp;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of {@code scf.for} and {@code scf.while}. */
public final class ScfLoopRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(new ConstantCarried(), new TrivialLoop(), new WhileConditionIsTrue(), new UnusedWhileResults());
  }

  private static OptionalLong constant(Value value) {
    return value.definingOp() instanceof Traits.ConstantLike c && c.constantValue() instanceof IntegerAttr i ? OptionalLong.of(i.value()) : OptionalLong.empty();
  }

  /** What a loop carries and never changes, or nobody uses, it need not carry; what it carries twice it carries once. */
  record ConstantCarried() implements Rewrite<ForOp> {
    @Override
    public Class<ForOp> root() {
      return ForOp.class;
    }

    @Override
    public boolean matchAndRewrite(ForOp op, Rewriter rewriter) {
      List<Value> inits = op.inits();
      List<Value> yielded = op.body().terminator().operands();
      var kept = new ArrayList<Integer>();
      for (int i = 0; i < inits.size(); i++) {
        Value argument = op.iterArgs().get(i);
        boolean forwarded = argument == yielded.get(i) || !argument.hasUses() && (inits.get(i) == yielded.get(i) || !op.result(i).hasUses());
        if (forwarded) {
          rewriter.replaceAllUsesWith(argument, inits.get(i));
          rewriter.replaceAllUsesWith(op.result(i), inits.get(i));
          continue;
        }
        int at = i;
        var same = kept.stream().filter(k -> inits.get(k) == inits.get(at) && yielded.get(k) == yielded.get(at)).findFirst();
        if (same.isPresent()) {
          rewriter.replaceAllUsesWith(argument, op.iterArgs().get(same.get()));
          rewriter.replaceAllUsesWith(op.result(i), op.result(same.get()));
        } else {
          kept.add(i);
        }
      }
      if (kept.size() == inits.size()) return false;
      carryOnly(op, kept, rewriter);
      return true;
    }

    private static void carryOnly(ForOp op, List<Integer> kept, Rewriter rewriter) {
      List<Value> inits = op.inits();
      ForOp made = ForOp.create(rewriter, op.location(), op.lowerBound(), op.upperBound(), op.step(), kept.stream().map(inits::get).toList());
      Operation yield = op.body().terminator();
      var values = new ArrayList<Value>(List.of(made.inductionVar()));
      for (int i = 0; i < inits.size(); i++) values.add(kept.contains(i) ? made.iterArgs().get(kept.indexOf(i)) : inits.get(i));
      if (kept.isEmpty()) rewriter.eraseOp(made.body().terminator());
      List<Value> yielded = kept.stream().map(yield.operands()::get).toList();
      rewriter.setInsertionPoint(yield);
      YieldOp.create(rewriter, yield.location(), yielded);
      rewriter.eraseOp(yield);
      rewriter.mergeBlockInto(op.body(), made.body(), values);
      var results = new ArrayList<Value>();
      for (int i = 0; i < inits.size(); i++) results.add(kept.contains(i) ? made.result(kept.indexOf(i)) : inits.get(i));
      rewriter.replaceOp(op, results);
    }
  }

  /** A loop that does not run, or once, or does nothing but yield what is known before it. */
  record TrivialLoop() implements Rewrite<ForOp> {
    @Override
    public Class<ForOp> root() {
      return ForOp.class;
    }

    @Override
    public boolean matchAndRewrite(ForOp op, Rewriter rewriter) {
      OptionalLong span = span(op.lowerBound(), op.upperBound());
      if (span.isEmpty()) return false;
      if (span.getAsLong() <= 0) {
        rewriter.replaceOp(op, op.inits());
        return true;
      }
      OptionalLong step = constant(op.step());
      if (step.isEmpty()) return false;
      Operation yield = op.body().terminator();
      List<Value> yielded = yield.operands();
      if (step.getAsLong() >= span.getAsLong()) {
        var arguments = new ArrayList<Value>(List.of(op.lowerBound()));
        arguments.addAll(op.inits());
        rewriter.inlineBlockBefore(op.body(), op, arguments);
        List<Value> values = yield.operands();
        rewriter.eraseOp(yield);
        rewriter.replaceOp(op, values);
        return true;
      }
      boolean onlyYields = op.body().first() == yield && yielded.stream().noneMatch(v -> op.isAncestorOf(v.parentBlock().parentOp()));
      if (onlyYields) rewriter.replaceOp(op, yielded);
      return onlyYields;
    }

    /** The upper bound less the lower one: constants, or one the sum of the other and a constant. */
    private static OptionalLong span(Value lower, Value upper) {
      if (lower == upper) return OptionalLong.of(0);
      OptionalLong from = constant(lower);
      OptionalLong to = constant(upper);
      if (from.isPresent() && to.isPresent()) return OptionalLong.of(to.getAsLong() - from.getAsLong());
      boolean isSum = upper.definingOp() instanceof BinaryOp add && add.kind() == BinaryOp.Kind.ADDI && (add.lhs() == lower || add.rhs() == lower);
      if (!isSum) return OptionalLong.empty();
      var add = (BinaryOp) upper.definingOp();
      return constant(add.lhs() == lower ? add.rhs() : add.lhs());
    }
  }

  /** The second region of a while loop runs when the condition is true: where it is handed the condition, it is handed true. */
  record WhileConditionIsTrue() implements Rewrite<WhileOp> {
    @Override
    public Class<WhileOp> root() {
      return WhileOp.class;
    }

    @Override
    public boolean matchAndRewrite(WhileOp op, Rewriter rewriter) {
      var condition = (ConditionOp) op.before().terminator();
      Value constant = null;
      for (int i = 1; i < condition.numOperands(); i++) {
        Value argument = op.after().argument(i - 1);
        if (condition.operand(i) != condition.operand(0) || !argument.hasUses()) continue;
        if (constant == null) constant = ConstantOp.create(rewriter, op.location(), IntegerAttr.bool(true)).result();
        rewriter.replaceAllUsesWith(argument, constant);
      }
      return constant != null;
    }
  }

  /** What neither the second region nor anybody behind the loop uses is not handed on. */
  record UnusedWhileResults() implements Rewrite<WhileOp> {
    @Override
    public Class<WhileOp> root() {
      return WhileOp.class;
    }

    @Override
    public boolean matchAndRewrite(WhileOp op, Rewriter rewriter) {
      var kept = new ArrayList<Integer>();
      for (int i = 0; i < op.numResults(); i++) if (op.result(i).hasUses() || op.after().argument(i).hasUses()) kept.add(i);
      if (kept.size() == op.numResults()) return false;
      WhileOp made = WhileOp.create(rewriter, op.location(), kept.stream().map(i -> op.result(i).type()).toList(), op.operands());
      Operation condition = op.before().terminator();
      rewriter.setInsertionPoint(condition);
      ConditionOp.create(rewriter, condition.location(), condition.operand(0), kept.stream().map(i -> condition.operand(i + 1)).toList());
      rewriter.eraseOp(condition);
      rewriter.mergeBlockInto(op.before(), made.before(), made.before().arguments());
      var arguments = new ArrayList<Value>();
      for (int i = 0; i < op.numResults(); i++) arguments.add(kept.contains(i) ? made.after().argument(kept.indexOf(i)) : null);
      rewriter.mergeBlockInto(op.after(), made.after(), arguments);
      for (int i : kept) rewriter.replaceAllUsesWith(op.result(i), made.result(kept.indexOf(i)));
      rewriter.eraseOp(op);
      return true;
    }
  }
}
