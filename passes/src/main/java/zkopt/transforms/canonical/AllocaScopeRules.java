package zkopt.transforms.canonical;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.memref.AllocaOp;
import zkopt.dialect.memref.AllocaScopeOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.rewrite.Rewrite;
import zkopt.rewrite.Rewriter;

/** Canonical forms of {@code memref.alloca_scope}, where no buffer lives longer for it. */
final class AllocaScopeRules {
  private AllocaScopeRules() {}

  static List<Rewrite<?>> rules() {
    return List.of(
        new Rule<>("AllocaScopeInliner", AllocaScopeOp.class, 1, AllocaScopeRules::inline),
        new Rule<>("AllocaScopeHoister", AllocaScopeOp.class, 1, AllocaScopeRules::hoist));
  }

  /** A scope that allocates nothing, or ends with the one around it, is its body. */
  private static boolean inline(AllocaScopeOp op, Rewriter rewriter) {
    boolean ends = op.parentOp() instanceof Traits.AutomaticAllocationScope && isLast(op);
    if (!ends && mayAllocate(op)) return false;
    Operation end = op.region(0).front().last();
    List<Value> results = end.operands();
    rewriter.eraseOp(end);
    rewriter.inlineBlockBefore(op.region(0).front(), op, List.of());
    rewriter.replaceOp(op, results);
    return true;
  }

  /** Whether only the terminator comes behind, in a region of one block. */
  private static boolean isLast(Operation op) {
    return op.next() == op.block().last() && op.block().region().blocks().size() == 1;
  }

  /** Whether an operation inside may allocate on the stack; those in scopes of their own do not count, unknown ones do. */
  private static boolean mayAllocate(AllocaScopeOp scope) {
    return scope.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.operations().stream()).anyMatch(AllocaScopeRules::mayAllocateItself);
  }

  private static boolean mayAllocateItself(Operation op) {
    if (op instanceof Traits.RecursiveMemoryEffects) {
      return !(op instanceof Traits.AutomaticAllocationScope)
          && op.regions().stream().flatMap(r -> r.blocks().stream()).flatMap(b -> b.operations().stream()).anyMatch(AllocaScopeRules::mayAllocateItself);
    }
    boolean known = op instanceof Traits.Pure || op instanceof Traits.MemoryEffects || op instanceof Traits.Terminator && op.spec().registered();
    return op instanceof AllocaOp || !known;
  }

  /** Buffers go before the operation of the outer scope that this one ends, where their sizes are known there. */
  private static boolean hoist(AllocaScopeOp op, Rewriter rewriter) {
    Operation outermost = op.parentOp();
    if (outermost == null || outermost instanceof Traits.AutomaticAllocationScope || !isLast(op)) return false;
    while (true) {
      if (outermost.block() == null || !isLast(outermost)) return false;
      if (outermost.parentOp() instanceof Traits.AutomaticAllocationScope) break;
      outermost = outermost.parentOp();
      if (outermost == null) return false;
    }
    Operation place = outermost;
    var hoisted = new ArrayList<Operation>();
    op.walk(inner -> {
      if (inner instanceof AllocaOp && inner.operands().stream().noneMatch(v -> isInside(v, place))) hoisted.add(inner);
    });
    hoisted.forEach(alloca -> rewriter.moveBefore(alloca, place));
    return !hoisted.isEmpty();
  }

  private static boolean isInside(Value value, Operation op) {
    Block block = value.parentBlock();
    return op.regions().stream().anyMatch((Region r) -> r.isAncestorOf(block.region()));
  }
}
