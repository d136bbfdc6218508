package zkopt.assigner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import zkopt.dialect.plonk.BinaryOp;
import zkopt.dialect.plonk.ConstantOp;
import zkopt.dialect.plonk.ConstrainOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/**
 * What a gate computes where its constraint says just this: that its one output is a polynomial of its inputs. Such a gate proves nothing of
 * the range of its output, so that where the polynomial becomes an input, because others are constants, the input may stand for the output.
 *
 * @param terms coefficients of the monomials; a monomial is the ascending list of its inputs
 */
record Formula(Map<List<Integer>, Long> terms) {
  private static final Comparator<List<Integer>> ORDER = Comparator.<List<Integer>>comparingInt(List::size).thenComparing(List::toString);

  /** The formula of a gate, or null when it has cells, lookups, virtual inputs, or other constraints. */
  static Formula of(GateOp gate) {
    if (gate.outputs().size() != 1 || !gate.cells().isEmpty() || gate.virtualInputs().length > 0) return null;
    Block body = gate.constraintBody();
    var polynomials = new IdentityHashMap<Value, Map<List<Integer>, Long>>();
    for (int i = 0; i < body.arguments().size(); i++) polynomials.put(body.argument(i), Map.of(List.of(i), 1L));
    Map<List<Integer>, Long> constraint = null;
    try {
      for (Operation op : body.operations()) {
        switch (op) {
          case ConstantOp c -> polynomials.put(c.result(), Map.of(List.of(), c.value()));
          case BinaryOp b -> polynomials.put(b.result(), combine(b.kind(), polynomials.get(b.operand(0)), polynomials.get(b.operand(1))));
          case ConstrainOp c -> {
            if (constraint != null) return null;
            constraint = polynomials.get(c.operand(0));
          }
          default -> {
            return null;
          }
        }
      }
      return constraint == null ? null : solved(constraint, gate.inputs().size());
    } catch (ArithmeticException _) {
      return null;
    }
  }

  /** The output as a polynomial, if the constraint has it once, alone and with coefficient 1 or -1. */
  private static Formula solved(Map<List<Integer>, Long> constraint, int output) {
    Long sign = constraint.get(List.of(output));
    if (sign == null || Math.abs(sign) != 1) return null;
    var terms = new TreeMap<List<Integer>, Long>(ORDER);
    for (var term : constraint.entrySet()) {
      if (term.getKey().equals(List.of(output)) || term.getValue() == 0) continue;
      if (term.getKey().contains(output)) return null;
      terms.put(term.getKey(), Math.multiplyExact(term.getValue(), -sign));
    }
    return new Formula(terms);
  }

  private static Map<List<Integer>, Long> combine(BinaryOp.Kind kind, Map<List<Integer>, Long> a, Map<List<Integer>, Long> b) {
    var result = new HashMap<List<Integer>, Long>();
    if (kind == BinaryOp.Kind.MUL) {
      a.forEach((m, x) -> b.forEach((n, y) -> result.merge(product(m, n), Math.multiplyExact(x, y), Math::addExact)));
      return result;
    }
    result.putAll(a);
    b.forEach((m, x) -> result.merge(m, kind == BinaryOp.Kind.ADD ? x : Math.negateExact(x), Math::addExact));
    return result;
  }

  private static List<Integer> product(List<Integer> m, List<Integer> n) {
    var all = new ArrayList<>(m);
    all.addAll(n);
    all.sort(null);
    return List.copyOf(all);
  }

  /** The value that the output is with these inputs, if the constants among them leave no more than one input or a constant; else -1. */
  int value(int[] inputs, Values values) {
    var rest = new HashMap<List<Integer>, Long>();
    try {
      for (var term : terms.entrySet()) {
        long coefficient = term.getValue();
        var unknown = new ArrayList<Integer>();
        for (int input : term.getKey()) {
          OptionalLong known = values.known(inputs[input]);
          if (known.isPresent()) coefficient = Math.multiplyExact(coefficient, known.getAsLong());
          else unknown.add(input);
        }
        rest.merge(unknown, coefficient, Math::addExact);
      }
    } catch (ArithmeticException _) {
      return -1;
    }
    rest.values().removeIf(c -> c == 0);
    if (rest.isEmpty()) return values.constant(0);
    if (rest.size() > 1) return -1;
    var only = rest.entrySet().iterator().next();
    if (only.getKey().isEmpty()) return values.constant(only.getValue());
    return only.getKey().size() == 1 && only.getValue() == 1 ? inputs[only.getKey().getFirst()] : -1;
  }
}
