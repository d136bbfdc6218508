package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.arith.CmpIOp;
import zkopt.dialect.arith.SelectOp;
import zkopt.dialect.plonk.BinaryOp;
import zkopt.dialect.plonk.ConstantOp;
import zkopt.dialect.plonk.ConstrainOp;
import zkopt.dialect.plonk.DefineOp;
import zkopt.dialect.plonk.GateOp;
import zkopt.dialect.plonk.InverseOp;
import zkopt.dialect.plonk.LookupOp;
import zkopt.dialect.plonk.TableValueOp;
import zkopt.dialect.plonk.YieldOp;
import zkopt.ir.IntegerAttr;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** Runs the witness region of a gate, and judges cells by its constraints region, in the field. Elements are unsigned longs. */
final class GateEvaluator {
  static final BigInteger P = GateBuilder.MODULUS;
  private static final long MODULUS = P.longValue();

  /** Outputs, then auxiliary cells, of an honest prover. */
  static long[] honest(GateOp gate, long... inputs) {
    Map<Value, Long> values = new IdentityHashMap<>();
    for (int i = 0; i < inputs.length; i++) values.put(gate.witnessBody().argument(i), inputs[i]);
    for (Operation op : gate.witnessBody().operations()) {
      long[] x = op.operands().stream().mapToLong(values::get).toArray();
      switch (op) {
        case zkopt.dialect.arith.ConstantOp c -> values.put(c.result(), ((IntegerAttr) c.value()).value());
        case zkopt.dialect.arith.BinaryOp b -> values.put(b.result(), arithmetic(b.kind(), x[0], x[1]));
        case CmpIOp c -> values.put(c.result(), c.predicate().test(x[0], x[1]) ? 1L : 0);
        case SelectOp s -> values.put(s.result(), x[0] != 0 ? x[1] : x[2]);
        case InverseOp i -> values.put(i.result(), inverse(x[0]));
        case TableValueOp t -> values.put(t.result(), entry(t, x[0]));
        case YieldOp _ -> {
          return x;
        }
        default -> throw new AssertionError(op.name());
      }
    }
    throw new AssertionError("no yield");
  }

  private static long arithmetic(zkopt.dialect.arith.BinaryOp.Kind kind, long a, long b) {
    return switch (kind) {
      case ADDI -> Math.addExact(a, b);
      case SUBI -> Math.subtractExact(a, b);
      case MULI -> Math.multiplyExact(a, b);
      case FLOORDIVSI -> Math.floorDiv(a, b);
      case SHRSI -> a >> b;
      case ANDI -> a & b;
      case MAXSI -> Math.max(a, b);
      case MINSI -> Math.min(a, b);
      default -> throw new AssertionError(kind);
    };
  }

  private static long inverse(long x) {
    if (x == 0) return 0;
    BigInteger inverse = BigInteger.valueOf(x).modInverse(P);
    return (inverse.shiftLeft(1).compareTo(P) > 0 ? inverse.subtract(P) : inverse).longValueExact();
  }

  private static long entry(TableValueOp op, long key) {
    for (long[] row : op.table().rows()) {
      if (row[0] == key) return row[1];
    }
    throw new ArithmeticException("no row for " + key);
  }

  /** The constraints region, compiled: each step writes a slot or says whether what it demands holds. */
  private interface Step {
    boolean run(long[] slots);
  }

  private final GateOp gate;
  private final List<Step> steps = new ArrayList<>();
  private final int slots;

  GateEvaluator(GateOp gate) {
    this.gate = gate;
    Map<Value, Integer> places = new IdentityHashMap<>();
    gate.constraintBody().arguments().forEach(a -> places.put(a, a.index()));
    for (Operation op : gate.constraintBody().operations()) {
      int[] in = op.operands().stream().mapToInt(places::get).toArray();
      int to = places.size();
      if (op.numResults() == 1) places.put(op.result(), to);
      steps.add(switch (op) {
        case ConstantOp c -> {
          long value = element(BigInteger.valueOf(c.value()));
          yield s -> set(s, to, value);
        }
        case BinaryOp b -> switch (b.kind()) {
          case ADD -> s -> set(s, to, add(s[in[0]], s[in[1]]));
          case SUB -> s -> set(s, to, add(s[in[0]], negate(s[in[1]])));
          case MUL -> s -> set(s, to, multiply(s[in[0]], s[in[1]]));
        };
        case ConstrainOp _ -> s -> s[in[0]] == 0;
        case DefineOp _ -> s -> s[in[0]] == s[in[1]];
        case LookupOp l -> lookup(l, in);
        default -> throw new AssertionError(op.name());
      });
    }
    slots = places.size();
  }

  private static Step lookup(LookupOp lookup, int[] in) {
    int bits = lookup.table().rangeBits();
    if (bits >= 0) return s -> s[in[0]] >>> bits == 0;
    var rows = new HashMap<Long, long[]>();
    for (long[] row : lookup.table().rows()) rows.put(element(BigInteger.valueOf(row[0])), elements(row));
    return s -> {
      long[] row = rows.get(s[in[0]]);
      if (row == null) return false;
      for (int i = 0; i < in.length; i++) {
        if (row[i] != s[in[i]]) return false;
      }
      return true;
    };
  }

  private static boolean set(long[] slots, int to, long value) {
    slots[to] = value;
    return true;
  }

  /** Whether the constraints hold for these inputs (signed), outputs and cells (elements); a virtual input must be as defined. */
  boolean accepts(long[] inputs, long[] outputsAndCells) {
    long[] s = Arrays.copyOf(elements(inputs), slots);
    System.arraycopy(outputsAndCells, 0, s, inputs.length, outputsAndCells.length);
    for (Step step : steps) {
      if (!step.run(s)) return false;
    }
    return true;
  }

  GateOp gate() {
    return gate;
  }

  // the field, elements as unsigned longs

  static long element(BigInteger value) {
    return value.mod(P).longValue();
  }

  static long[] elements(long... signed) {
    long[] elements = new long[signed.length];
    for (int i = 0; i < signed.length; i++) elements[i] = signed[i] < 0 ? negate(-signed[i]) : signed[i];
    return elements;
  }

  private static long negate(long a) {
    return a == 0 ? 0 : MODULUS - a;
  }

  private static long add(long a, long b) {
    long toModulus = MODULUS - b;
    return b != 0 && Long.compareUnsigned(a, toModulus) >= 0 ? a - toModulus : a + b;
  }

  private static long multiply(long a, long b) {
    if (((a | b) >>> 31) == 0) return a * b;
    return element(unsigned(a).multiply(unsigned(b)));
  }

  static BigInteger unsigned(long a) {
    return new BigInteger(Long.toUnsignedString(a));
  }
}
