package zkopt.lowering.plonk;

import java.io.PrintStream;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import zkopt.dialect.plonk.BinaryOp;
import zkopt.dialect.plonk.ConstantOp;
import zkopt.dialect.plonk.ConstrainOp;
import zkopt.dialect.plonk.DefineOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.dialect.plonk.LookupOp;
import zkopt.ir.BlockArgument;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/** Prints what each gate demands of its cells, as formulas: for who has to judge whether that is enough. */
@Pass.Named(value = "print-gates", summary = "Print the constraints and lookups of all gates as formulas")
public record PrintGates() implements Pass {
  /** A part of a formula. @param isSum whether it needs brackets as a factor */
  private record Term(String text, boolean isSum, int degree) {
    String asFactor() {
      return isSum || text.startsWith("-") ? "(" + text + ")" : text;
    }

    Term plus(Term other) {
      String sum = other.text.startsWith("-") && !other.isSum ? text + " - " + other.text.substring(1) : text + " + " + other.text;
      return new Term(sum, true, Math.max(degree, other.degree));
    }

    Term minus(Term other) {
      return new Term(text + " - " + other.asFactor(), true, Math.max(degree, other.degree));
    }

    Term times(Term other) {
      String product = other.degree == 0 && !other.isSum ? other.text + " " + asFactor() : asFactor() + " " + other.asFactor();
      return new Term(product, false, degree + other.degree);
    }
  }

  @Override
  public void run(Operation module, PassContext context) {
    module.walk(GateOp.class, gate -> print(gate, context.out()));
  }

  private static void print(GateOp gate, PrintStream out) {
    Map<Value, Term> terms = new IdentityHashMap<>();
    gate.constraintBody().arguments().forEach(a -> terms.put(a, new Term(name(gate, a), false, 1)));
    var lines = new StringBuilder();
    int degree = 0;
    for (Operation op : gate.constraintBody().operations()) {
      List<Term> in = op.operands().stream().map(terms::get).toList();
      switch (op) {
        case ConstantOp c -> terms.put(c.result(), new Term(number(c.value()), false, 0));
        case BinaryOp b -> terms.put(b.result(), switch (b.kind()) {
          case ADD -> in.get(0).plus(in.get(1));
          case SUB -> in.get(0).minus(in.get(1));
          case MUL -> in.get(0).times(in.get(1));
        });
        case ConstrainOp c -> lines.append("  %-40s # %s%n".formatted(equation(c.expression(), terms), c.constraintName()));
        case DefineOp _ -> lines.append("  %s := %s%n".formatted(in.get(0).text, in.get(1).text));
        case LookupOp l -> lines.append("  %s%n".formatted(membership(l, in)));
        default -> throw new IllegalStateException(op.name());
      }
      if (op.numResults() == 0) degree = Math.max(degree, in.stream().mapToInt(Term::degree).max().orElse(0));
    }
    out.printf("gate @%s(%s) -> (%s), cells (%s), degree %d%n%s", gate.symbolName(), names(gate, 0, gate.inputs().size()),
        names(gate, gate.inputs().size(), gate.inputs().size() + gate.outputs().size()), String.join(", ", gate.cells()), degree, lines);
  }

  private static String names(GateOp gate, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> name(gate, gate.constraintBody().argument(i))).collect(Collectors.joining(", "));
  }

  private static String name(GateOp gate, BlockArgument cell) {
    return cell.nameHint() == null ? gate.cellName(cell.index()) : cell.nameHint();
  }

  /** What is zero, or, where that is a difference, which two are equal. */
  private static String equation(Value zero, Map<Value, Term> terms) {
    if (zero.definingOp() instanceof BinaryOp b && b.kind() == BinaryOp.Kind.SUB) return terms.get(b.lhs()).text + " = " + terms.get(b.rhs()).text;
    return terms.get(zero).text + " = 0";
  }

  private static String membership(LookupOp lookup, List<Term> tuple) {
    int bits = lookup.table().rangeBits();
    if (bits >= 0) return "0 <= " + tuple.getFirst().text + " < 2^" + bits;
    return tuple.stream().map(Term::text).collect(Collectors.joining(", ", "(", ")")) + " in @" + lookup.tableName();
  }

  private static String number(long n) {
    long magnitude = Math.abs(n);
    boolean power = magnitude > 8 && Long.bitCount(magnitude) == 1;
    return power ? (n < 0 ? "-" : "") + "2^" + Long.numberOfTrailingZeros(magnitude) : Long.toString(n);
  }
}
