package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import zkopt.dialect.arith.BinaryOp;
import zkopt.dialect.scf.ForOp;
import zkopt.dialect.scf.YieldOp;
import zkopt.dialect.tensor.CastOp;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Type;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;
import zkopt.transforms.CanonicalizationProvider;

/** Canonical forms of {@code scf.for}. */
public final class ScfLoopRewrites implements CanonicalizationProvider {
  @Override
  public List<Rewrite<?>> rewrites() {
    return List.of(new ConstantCarried(), new TrivialLoop(), new ForOpTensorCastFolder());
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

  /** {@code for iter_args(cast(t)) -> cast(for iter_args(t))}, with casts inside, where the cast only forgets sizes. */
  record ForOpTensorCastFolder() implements Rewrite<ForOp> {
    @Override
    public Class<ForOp> root() {
      return ForOp.class;
    }

    @Override
    public boolean matchAndRewrite(ForOp op, Rewriter rewriter) {
      for (int i = 0; i < op.inits().size(); i++) {
        boolean forgets = op.result(i).hasOneUse() && op.inits().get(i).definingOp() instanceof CastOp cast && TensorRewrites.onlyForgets(cast);
        if (!forgets) continue;
        carryBeforeCast(op, i, rewriter);
        return true;
      }
      return false;
    }

    private static void carryBeforeCast(ForOp op, int i, Rewriter rewriter) {
      var inits = new ArrayList<>(op.inits());
      Type forgotten = inits.get(i).type();
      inits.set(i, inits.get(i).definingOp().operand(0));
      ForOp made = ForOp.create(rewriter, op.location(), op.lowerBound(), op.upperBound(), op.step(), inits);
      rewriter.setInsertionPointToStart(made.body());
      var arguments = new ArrayList<Value>(made.body().arguments());
      arguments.set(i + 1, CastOp.create(rewriter, op.location(), arguments.get(i + 1), forgotten).result());
      rewriter.mergeBlockInto(op.body(), made.body(), arguments);
      Operation yield = made.body().terminator();
      rewriter.setInsertionPoint(yield);
      var yielded = new ArrayList<>(yield.operands());
      yielded.set(i, CastOp.create(rewriter, op.location(), yielded.get(i), inits.get(i).type()).result());
      YieldOp.create(rewriter, op.location(), yielded);
      rewriter.eraseOp(yield);
      rewriter.setInsertionPointAfter(made);
      var results = new ArrayList<Value>(made.results());
      results.set(i, CastOp.create(rewriter, op.location(), results.get(i), forgotten).result());
      rewriter.replaceOp(op, results);
    }
  }
}
