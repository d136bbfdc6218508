package zkopt.ir;

import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks what the traits of an operation promise. */
final class TraitChecks {
  private static final Set<String> VISIBILITIES = Set.of("public", "private", "nested");

  private TraitChecks() {}

  /** Emits the first error and returns false when there is one. */
  static boolean check(Operation op, DiagnosticEngine diagnostics) {
    String error = error(op);
    if (error != null) {
      diagnostics.opError(op, error);
      return false;
    }
    return !(op instanceof Traits.IsolatedFromAbove) || checkIsolation(op, diagnostics);
  }

  /** As {@link #check}, of what is told when everything inside the operation is known to be good. */
  static boolean checkRegions(Operation op, DiagnosticEngine diagnostics) {
    return (!(op instanceof Traits.ImplicitTerminator t) || checkTerminators(op, t, diagnostics))
        && (!(op instanceof Traits.SymbolTable) || checkSymbols(op, diagnostics));
  }

  private static String error(Operation op) {
    if (op instanceof Traits.SameOperandsAndResultType && !(sameTypes(op.operands()) && sameTypes(op.results()) && sameFirst(op))) {
      return haveCompatibleShapes(op) ? "all non-scalar operands/results must have the same shape and base type"
          : "requires the same type for all operands and results";
    }
    if (op instanceof Traits.Terminator && op.next() != null) return "must be the last operation in the parent block";
    if (op instanceof Traits.SingleBlock || op instanceof Traits.ImplicitTerminator) {
      for (int i = 0; i < op.regions().size(); i++) {
        var blocks = op.region(i).blocks();
        if (blocks.size() > 1) return "expects region #" + i + " to have 0 or 1 blocks";
        if (blocks.size() == 1 && blocks.getFirst().isEmpty() && !(op instanceof Traits.NoTerminator)) return "expects a non-empty block";
      }
    }
    if (op instanceof Traits.HasParent h && op.parentOp() != null && h.parents().stream().noneMatch(s -> s.name().equals(op.parentOp().name()))) {
      return "expects parent op " + (h.parents().size() == 1 ? "" : "to be one of ")
          + h.parents().stream().map(OpSpec::name).collect(Collectors.joining(", ", "'", "'"));
    }
    if (op instanceof Traits.Symbol && op.attribute("sym_visibility") instanceof StringAttr(String visibility) && !VISIBILITIES.contains(visibility)) {
      return "visibility expected to be one of [\"public\", \"private\", \"nested\"], but got \"" + visibility + "\"";
    }
    return null;
  }

  /** Whether all types are of elements of one type, in shapes that may be the same: what MLIR first calls the same. */
  private static boolean haveCompatibleShapes(Operation op) {
    if (!(op.result().type() instanceof ShapedType result)) return false;
    for (Value operand : op.operands()) {
      if (!(operand.type() instanceof ShapedType type)) {
        if (!(operand.type() instanceof UnrankedTensorType(Type element)) || !element.equals(result.elementType())) return false;
        continue;
      }
      if (!type.elementType().equals(result.elementType()) || type.rank() != result.rank()) return false;
      for (int i = 0; i < type.rank(); i++) {
        if (type.dim(i) != result.dim(i) && type.dim(i) != ShapedType.DYNAMIC && result.dim(i) != ShapedType.DYNAMIC) return false;
      }
    }
    return true;
  }

  private static boolean sameTypes(List<? extends Value> values) {
    for (Value value : values) {
      if (!same(value, values.getFirst())) return false;
    }
    return true;
  }

  private static boolean sameFirst(Operation op) {
    return op.numOperands() == 0 || op.numResults() == 0 || same(op.operand(0), op.result(0));
  }

  private static boolean same(Value a, Value b) {
    return a.type() == b.type() || a.type().equals(b.type());
  }

  private static boolean checkTerminators(Operation op, Traits.ImplicitTerminator implicit, DiagnosticEngine diagnostics) {
    String name = implicit.terminator().name();
    for (Region region : op.regions()) {
      for (Block block : region.blocks()) {
        if (block.last().name().equals(name)) continue;
        diagnostics.opError(op, "expects regions to end with '" + name + "', found '" + block.last().name() + "'")
            .note(block.last().location(), "in custom textual format, the absence of terminator implies '" + name + "'");
        return false;
      }
    }
    return true;
  }

  private static boolean checkIsolation(Operation isolated, DiagnosticEngine diagnostics) {
    for (Region region : isolated.regions()) {
      if (!checkIsolation(region, region, diagnostics)) return false;
    }
    return true;
  }

  /** Whether what stands in {@code inner} uses values of {@code region} only; operations that are isolated themselves are checked on their own. */
  private static boolean checkIsolation(Region region, Region inner, DiagnosticEngine diagnostics) {
    for (Block block : inner.blocks()) {
      for (Operation op = block.first(); op != null; op = op.next()) {
        if (!usesOnlyInner(region, op, diagnostics)) return false;
        if (op instanceof Traits.IsolatedFromAbove) continue;
        for (Region nested : op.regions()) {
          if (!checkIsolation(region, nested, diagnostics)) return false;
        }
      }
    }
    return true;
  }

  private static boolean usesOnlyInner(Region region, Operation op, DiagnosticEngine diagnostics) {
    for (OpOperand use : op.opOperands()) {
      Block home = use.get().parentBlock();
      if (home != null && home.region() != null && region.isAncestorOf(home.region())) continue;
      diagnostics.opError(op, "using value defined outside the region")
          .note(region.owner().location(), "required by region isolation constraints");
      return false;
    }
    return true;
  }

  private static boolean checkSymbols(Operation table, DiagnosticEngine diagnostics) {
    var seen = new HashMap<String, Operation>();
    for (Region region : table.regions()) {
      for (Block block : region.blocks()) {
        for (Operation op = block.first(); op != null; op = op.next()) {
          String name = op instanceof Traits.Symbol && op.attribute("sym_name", StringAttr.class) != null
              ? op.attribute("sym_name", StringAttr.class).value() : null;
          Operation before = name == null ? null : seen.putIfAbsent(name, op);
          if (before == null) continue;
          diagnostics.error(op, "redefinition of symbol named '" + name + "'")
              .note(before.location(), "see existing symbol definition here");
          return false;
        }
      }
    }
    return true;
  }
}
