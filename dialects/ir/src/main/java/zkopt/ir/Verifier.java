package zkopt.ir;

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

  private boolean verify(Operation op) {
    String error = SpecChecks.check(op);
    if (error != null) {
      diagnostics.opError(op, error);
      return false;
    }
    if (!TraitChecks.check(op, diagnostics) || !op.verify(diagnostics)) return false;
    boolean good = true;
    for (Region region : op.regions()) good &= verify(op, region);
    return good && op.verifyRegions(diagnostics);
  }

  private boolean verify(Operation owner, Region region) {
    boolean good = true;
    for (Block block : region.blocks()) {
      if (!verifyEnd(owner, block)) return false;
      for (Operation op = block.first(); op != null; op = op.next()) good &= verifySuccessors(op, region) && verify(op) && verifyOperands(op);
    }
    return good;
  }

  private boolean verifyEnd(Operation owner, Block block) {
    if (owner instanceof Traits.NoTerminator || !owner.spec().registered()) return true;
    if (block.isEmpty()) {
      diagnostics.error(owner.location(), "empty block: expect at least a terminator");
      return false;
    }
    if (block.terminator() == null && block.last().spec().registered()) {
      diagnostics.error(block.last(), "block with no terminator, has " + block.last());
      return false;
    }
    return true;
  }

  private boolean verifySuccessors(Operation op, Region region) {
    for (Block successor : op.successors()) {
      if (successor.region() != region) return fail(op, "branching to block of a different region");
      if (successor == region.front()) return fail(op, "entry block of region may not have predecessors");
    }
    return op.successors().isEmpty() || op.next() == null || fail(op, "must be the last operation in the parent block");
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

  private boolean fail(Operation op, String message) {
    diagnostics.opError(op, message);
    return false;
  }
}
