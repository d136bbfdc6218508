package zkopt.ir;

import zkopt.ir.OpSpec.Arity;
import zkopt.ir.OpSpec.AttrDef;
import zkopt.ir.OpSpec.OperandDef;
import zkopt.ir.OpSpec.ResultDef;

/** Checks an operation against its {@link OpSpec}. */
final class SpecChecks {
  private SpecChecks() {}

  /** What is wrong, or null. */
  static String check(Operation op) {
    OpSpec spec = op.spec();
    if (!spec.registered()) return null;
    String error = counts(op, spec);
    if (error == null) error = attributes(op, spec);
    if (error == null) error = operandTypes(op, spec);
    return error == null ? resultTypes(op, spec) : error;
  }

  private static String counts(Operation op, OpSpec spec) {
    int single = 0;
    boolean open = false;
    for (OperandDef def : spec.operands()) {
      if (def.arity() == Arity.ONE) single++;
      open |= def.arity() == Arity.VARIADIC;
    }
    String operands = count("operand", op.numOperands(), single, open ? Integer.MAX_VALUE : spec.operands().size());
    if (operands != null) return operands;
    String segments = segments(op, spec);
    if (segments != null) return segments;
    single = 0;
    open = false;
    for (ResultDef def : spec.results()) {
      if (def.arity() == Arity.ONE) single++;
      open |= def.arity() == Arity.VARIADIC;
    }
    String results = count("result", op.numResults(), single, open ? Integer.MAX_VALUE : spec.results().size());
    return results == null ? blocks(op, spec) : results;
  }

  private static String blocks(Operation op, OpSpec spec) {
    boolean variadic = !spec.regions().isEmpty() && spec.regions().getLast().variadic();
    if (!variadic && op.regions().size() != spec.regions().size()) {
      return switch (spec.regions().size()) {
        case 0 -> "requires zero regions";
        case 1 -> "requires one region";
        default -> "expected " + spec.regions().size() + " regions";
      };
    }
    if (variadic && op.regions().size() < spec.regions().size() - 1) return "expected " + (spec.regions().size() - 1) + " or more regions";
    boolean fits = spec.successorCount() == OpSpec.ANY_SUCCESSORS || op.successors().size() == spec.successorCount();
    return fits ? null : "requires " + spec.successorCount() + " successor" + (spec.successorCount() == 1 ? "" : "s") + " but found " + op.successors().size();
  }

  private static String count(String part, int found, int least, int most) {
    if (found >= least && found <= most) return null;
    if (least == most) {
      return switch (least) {
        case 0 -> "requires zero " + part + "s";
        case 1 -> part.equals("operand") ? "requires a single operand" : "requires one result";
        default -> "expected " + least + " " + part + "s" + butFound(part, found);
      };
    }
    return found < least
        ? "expected " + least + " or more " + part + "s" + butFound(part, found)
        : "expected at most " + most + " " + part + "s, but found " + found;
  }

  private static String butFound(String part, int found) {
    return part.equals("operand") ? ", but found " + found : "";
  }

  private static String segments(Operation op, OpSpec spec) {
    if (!spec.needsSegments()) return null;
    var sizes = op.attribute(OpSpec.OPERAND_SEGMENTS, DenseArrayAttr.class);
    if (sizes == null) {
      return op.numOperands() == 0 ? "requires attribute '" + OpSpec.OPERAND_SEGMENTS + "'"
          : "operand count (" + op.numOperands() + ") does not match with the total size (0) specified in attribute '" + OpSpec.OPERAND_SEGMENTS + "'";
    }
    long[] longs = sizes.longs();
    if (longs.length != spec.operands().size()) {
      return "'" + OpSpec.OPERAND_SEGMENTS + "' attribute for specifying operand segments must have " + spec.operands().size()
          + " elements, but got " + longs.length;
    }
    long sum = 0;
    for (int i = 0; i < longs.length; i++) {
      Arity arity = spec.operands().get(i).arity();
      boolean fits = arity == Arity.ONE ? longs[i] == 1 : longs[i] >= 0 && (arity == Arity.VARIADIC || longs[i] <= 1);
      if (!fits) return "operand group starting at #" + sum + " has " + longs[i] + " operands, which its declaration does not allow";
      sum += longs[i];
    }
    return sum == op.numOperands() ? null
        : "operand count (" + op.numOperands() + ") does not match with the total size (" + sum + ") specified in attribute '"
            + OpSpec.OPERAND_SEGMENTS + "'";
  }

  private static String attributes(Operation op, OpSpec spec) {
    for (AttrDef def : spec.attributes()) {
      Attribute value = op.attribute(def.name());
      if (value == null && !def.optional()) return "requires attribute '" + def.name() + "'";
      if (value != null && !(def.test().test(value) && def.syntax().canPrint(value))) return "attribute '" + def.name() + "' failed to satisfy constraint: " + def.kind();
    }
    return null;
  }

  private static String operandTypes(Operation op, OpSpec spec) {
    int[] sizes = spec.segmentSizes(op);
    int at = 0;
    for (int part = 0; part < sizes.length; part++) {
      OperandDef def = spec.operands().get(part);
      for (int end = at + sizes[part]; at < end; at++) {
        Type type = op.operand(at).type();
        if (!def.type().test().test(type)) return "operand #" + at + " must be " + text(def.arity(), def.type()) + ", but got '" + type + "'";
      }
    }
    return null;
  }

  private static String resultTypes(Operation op, OpSpec spec) {
    int variable = 0;
    for (ResultDef def : spec.results()) {
      if (def.arity() != Arity.ONE) variable++;
    }
    int fixed = spec.results().size() - variable;
    if (variable > 0 && (op.numResults() - fixed) % variable != 0) return "expected result parts of variable size to be of one size";
    int at = 0;
    for (ResultDef def : spec.results()) {
      int size = def.arity() == Arity.ONE ? 1 : (op.numResults() - fixed) / variable;
      for (int end = at + size; at < end; at++) {
        Type type = op.result(at).type();
        if (!def.type().test().test(type)) return "result #" + at + " must be " + text(def.arity(), def.type()) + ", but got '" + type + "'";
      }
    }
    return null;
  }

  private static String text(Arity arity, TypeConstraint constraint) {
    return (arity == Arity.VARIADIC ? "variadic of " : "") + constraint.summary();
  }
}
