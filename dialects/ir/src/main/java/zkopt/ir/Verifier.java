package zkopt.ir;

import java.util.ArrayList;

/** Checks that IR is well formed: declarations, traits, dominance, then the operations' own rules. Messages are worded as MLIR's. */
public final class Verifier {
  private final DiagnosticEngine diagnostics;
  private final Dominance dominance = new Dominance();

  private Verifier(DiagnosticEngine diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Verifies {@code op} and everything inside; errors go to {@code diagnostics}. Returns whether all is well. */
  public static boolean verify(Operation op, DiagnosticEngine diagnostics) {
    return new Verifier(diagnostics).verify(op);
  }

  /** In the order of MLIR's verifier, so that the first error is the same: dominance after all else, from each isolated operation on. */
  private boolean verify(Operation op) {
    return verifyStructure(op) && verifyDominance(op);
  }

  private boolean verifyStructure(Operation op) {
    String error = SpecChecks.check(op);
    if (error != null) {
      diagnostics.opError(op, error);
      return false;
    }
    if (!TraitChecks.check(op, diagnostics) || !op.verify(diagnostics)) return false;
    boolean good = true;
    for (Region region : op.regions()) good &= verifyRegion(op, region);
    for (Region region : op.regions()) good &= verifyIsolated(region);
    return good && TraitChecks.checkRegions(op, diagnostics) && op.verifyRegions(diagnostics);
  }

  private static boolean isIsolated(Operation op) {
    return !op.regions().isEmpty() && op instanceof Traits.IsolatedFromAbove;
  }

  private boolean verifyRegion(Operation owner, Region region) {
    boolean good = true;
    for (Block block : region.blocks()) {
      boolean terminated = needsTerminator(owner, region);
      if (terminated && block.isEmpty()) {
        diagnostics.error(owner.location(), "empty block: expect at least a terminator");
        return false;
      }
      for (Operation op = block.first(); op != null; op = op.next()) {
        good &= op.successors().isEmpty() || op.next() == null || error(op, "operation with block successors must terminate its parent block");
      }
      for (Operation op = block.first(); good && op != null; op = op.next()) {
        if (!isIsolated(op)) good &= verifySuccessors(op, region) && verifyStructure(op);
      }
      if (!good) return false;
      if (terminated && block.terminator() == null && block.last().spec().registered()) {
        return error(block.last(), "block with no terminator, has " + block.last().toGenericString());
      }
    }
    return good;
  }

  private static boolean needsTerminator(Operation owner, Region region) {
    return region.blocks().size() > 1 || !(owner instanceof Traits.NoTerminator) && owner.spec().registered();
  }

  private boolean verifyIsolated(Region region) {
    boolean good = true;
    for (Block block : region.blocks()) {
      for (Operation op = block.first(); op != null; op = op.next()) good &= !isIsolated(op) || verify(op);
    }
    return good;
  }

  private boolean verifySuccessors(Operation op, Region region) {
    for (Block successor : op.successors()) {
      if (successor.region() != region) return fail(op, "branching to block of a different region");
      if (successor == region.front()) return fail(op, "entry block of region may not have predecessors");
    }
    return true;
  }

  /** Of what stands inside, but not in isolated operations, which have been seen to; outer operations first. */
  private boolean verifyDominance(Operation op) {
    var inner = new ArrayList<Operation>();
    for (Region region : op.regions()) {
      for (Block block : region.blocks()) {
        for (Operation o = block.first(); o != null; o = o.next()) {
          if (!verifyOperands(o)) return false;
          if (!o.regions().isEmpty() && !isIsolated(o)) inner.add(o);
        }
      }
    }
    for (Operation o : inner.reversed()) {
      if (!verifyDominance(o)) return false;
    }
    return true;
  }

  private boolean verifyOperands(Operation op) {
    for (OpOperand use : op.opOperands()) {
      if (dominance.dominates(use.get(), op)) continue;
      var error = diagnostics.opError(op, "operand #" + use.index() + " does not dominate this use");
      Operation definition = use.get().definingOp();
      if (definition != null) {
        error.note(definition.location(),
            "operand defined here (op in " + (definition.block() == op.block() ? "the same block" : "a different place") + ")");
      }
      return false;
    }
    return true;
  }

  private boolean error(Operation at, String message) {
    diagnostics.error(at, message);
    return false;
  }

  private boolean fail(Operation op, String message) {
    diagnostics.opError(op, message);
    return false;
  }
}
