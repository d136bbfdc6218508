package zkopt.transforms.reduce;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import zkopt.dialect.builtin.UnrealizedConversionCastOp;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.IRMapping;
import zkopt.ir.OpBuilder;
import zkopt.ir.OpResult;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.Verifier;

/** The search of {@link ReductionTree}: the smallest interesting copy found so far. */
final class Reduction {
  private final InterestingnessTest test;
  private final int sizeBefore;
  private Operation best;

  Reduction(InterestingnessTest test, Operation op) {
    this.test = test;
    this.best = op.clone(new IRMapping());
    this.sizeBefore = size(op);
  }

  boolean startsInteresting() {
    return test.isInteresting(best);
  }

  /** Until nothing more can be left out. */
  void run() {
    while (eraseOperations() | dropAttributes()) {
      // what one step left out may let the other go on
    }
  }

  long erased() {
    return sizeBefore - size(best);
  }

  /** Gives {@code op} the regions and attributes of the result. */
  void moveTo(Operation op) {
    for (int i = 0; i < op.regions().size(); i++) {
      List.copyOf(op.region(i).blocks()).reversed().forEach(Block::erase);
      op.region(i).takeBody(best.region(i));
    }
    for (String name : List.copyOf(op.attributes().keySet())) {
      if (best.attribute(name) == null) op.setAttribute(name, null);
    }
  }

  private static int size(Operation op) {
    int[] count = {0};
    op.walk(_ -> count[0]++);
    return count[0];
  }

  private boolean eraseOperations() {
    boolean any = false;
    for (int chunk = candidates(best).size(); chunk > 0; chunk /= 2) {
      for (int start = 0; start < candidates(best).size();) {
        int from = start;
        int to = start + chunk;
        boolean smaller = attempt(copy -> {
          var all = candidates(copy);
          // from the end, so that users go before what they use and inner operations before outer ones
          all.subList(from, Math.min(to, all.size())).reversed().forEach(Reduction::erase);
        });
        any |= smaller;
        if (!smaller) start += chunk;
      }
    }
    return any;
  }

  private boolean dropAttributes() {
    boolean any = false;
    for (int i = 0; i < operations(best).size(); i++) {
      int at = i;
      for (String name : List.copyOf(operations(best).get(i).attributes().keySet())) {
        if (!operations(best).get(i).spec().isInherent(name)) any |= attempt(copy -> operations(copy).get(at).setAttribute(name, null));
      }
    }
    return any;
  }

  /** Keeps the change when what comes of it is valid and interesting. */
  private boolean attempt(Consumer<Operation> change) {
    Operation copy = best.clone(new IRMapping());
    change.accept(copy);
    if (!Verifier.verify(copy, new DiagnosticEngine()) || !test.isInteresting(copy)) return false;
    best = copy;
    return true;
  }

  private static List<Operation> operations(Operation root) {
    var all = new ArrayList<Operation>();
    root.walkPreOrder(all::add);
    return all;
  }

  /** What may be left out, outer operations first. */
  private static List<Operation> candidates(Operation root) {
    return operations(root).stream().filter(op -> op != root && !(op instanceof Traits.Terminator) && !(isStandIn(op) && op.hasUses())).toList();
  }

  private static boolean isStandIn(Operation op) {
    return op instanceof UnrealizedConversionCastOp && op.numOperands() == 0;
  }

  private static void erase(Operation op) {
    for (OpResult result : op.results()) {
      if (result.hasUses()) result.replaceAllUsesWith(standIn(op, result));
    }
    op.dropAllReferences();
    op.erase();
  }

  private static Value standIn(Operation op, OpResult result) {
    for (Value operand : op.operands()) {
      if (operand.type().equals(result.type())) return operand;
    }
    var builder = new OpBuilder();
    builder.setInsertionPoint(op);
    return UnrealizedConversionCastOp.create(builder, op.location(), List.of(result.type()), List.of()).result(0);
  }
}
