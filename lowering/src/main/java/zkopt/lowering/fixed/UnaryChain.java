package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import zkopt.dialect.affine.TripCounts;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.FixedSemantics;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.RescaleOp;
import zkopt.dialect.fixed.TableOp;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/**
 * Scalar operations of one block that together are a function of one value: nothing else goes in but constants, and nothing comes out
 * but the result of the last one.
 *
 * @param argument the value
 * @param operations in the order of the block
 */
record UnaryChain(Value argument, List<Operation> operations) {
  private static final int LIMB_BITS = 12;
  /** Cells of a gate that looks up or approximates a function. */
  private static final int FUNCTION_CELLS = 12;

  /** The chains that end in {@code root}, from the shortest to the longest. */
  static List<UnaryChain> endingIn(Operation root, Map<Operation, Integer> order) {
    var chains = new ArrayList<UnaryChain>();
    var pending = new TreeMap<Integer, Operation>(Map.of(order.get(root), root));
    Set<Value> leaves = Collections.newSetFromMap(new IdentityHashMap<>());
    var inside = new ArrayList<Operation>();
    while (!pending.isEmpty() && leaves.size() <= 1) {
      Operation op = pending.pollLastEntry().getValue();
      if (op != root && pending.isEmpty() && leaves.isEmpty()) addClosed(op.result(), inside, chains);
      inside.addFirst(op);
      for (Value operand : op.operands()) {
        Operation producer = operand.definingOp();
        if (producer instanceof ConstantOp) continue;
        if (producer != null && isScalar(producer) && order.containsKey(producer)) pending.put(order.get(producer), producer);
        else leaves.add(operand);
      }
    }
    if (pending.isEmpty() && leaves.size() == 1) addClosed(leaves.iterator().next(), inside, chains);
    return chains;
  }

  private static void addClosed(Value argument, List<Operation> inside, List<UnaryChain> chains) {
    boolean closed = inside.subList(0, inside.size() - 1).stream().allMatch(op -> inside.containsAll(op.result().users()));
    if (closed && argument.type() instanceof QType) chains.add(new UnaryChain(argument, List.copyOf(inside)));
  }

  static boolean isScalar(Operation op) {
    return op instanceof BinaryOp || op instanceof UnaryOp || op instanceof RescaleOp || op instanceof TableOp;
  }

  Operation root() {
    return operations.getLast();
  }

  QType argumentType() {
    return (QType) argument.type();
  }

  QType type() {
    return (QType) root().result().type();
  }

  /** How often it is computed. */
  long instances() {
    return TripCounts.around(root());
  }

  /** About how many cells the gates of the operations have, without the table; linear forms have none of their own. */
  int cells() {
    return operations.stream().mapToInt(UnaryChain::cells).sum() + (roundsArgument() ? limbs(argumentType().magnitudeBits()) : 0);
  }

  /** Whether the argument is rounded by a gate that a lookup of the quotient makes simpler, as it needs no other range check. */
  private boolean roundsArgument() {
    return argument.definingOp() instanceof RescaleOp r && r.shift() > 0 && operations.containsAll(argument.users());
  }

  private static int limbs(int bits) {
    return Math.ceilDiv(bits, LIMB_BITS);
  }

  private static int cells(Operation op) {
    return switch (op) {
      case RescaleOp r when r.shift() > 0 -> 2 + limbs(r.type().magnitudeBits()) + limbs(r.shift());
      case BinaryOp b -> switch (b.kind()) {
        case ADD, SUB -> 0;
        case MUL -> b.lhs().definingOp() instanceof ConstantOp || b.rhs().definingOp() instanceof ConstantOp ? 0 : 2;
        case MAX -> b.rhs().definingOp() instanceof ConstantOp c && c.value() == 0 ? 1 : 3 + limbs(b.type().width());
        case EQUAL -> 2;
        case MIN, LESS -> 3 + limbs(b.type().width());
        case DIV, DIV_EVEN -> 4 + limbs(b.type().magnitudeBits()) + 2 * limbs(b.rhsType().magnitudeBits());
      };
      case UnaryOp u when u.kind() != UnaryOp.Kind.NEG -> FUNCTION_CELLS;
      case TableOp _ -> 2;
      default -> 0;
    };
  }

  /** What the chain computes, but for where it stands: equal texts are equal functions. */
  String function() {
    var text = new StringBuilder(argumentType().toString());
    for (Operation op : operations) {
      text.append(' ').append(op.name()).append(op.result().type());
      if (op instanceof TableOp t) text.append(t.first()).append(t.values());
      for (Value operand : op.operands()) {
        text.append(operand.definingOp() instanceof ConstantOp c ? " " + c.value() + c.type() : " %" + slot(operand));
      }
    }
    return text.toString();
  }

  /** 0 for the argument, i + 1 for the result of operation i. */
  private int slot(Value value) {
    return value == argument ? 0 : operations.indexOf(value.definingOp()) + 1;
  }

  /** The function; it throws an {@link ArithmeticException} where an operation has no result. */
  java.util.function.LongUnaryOperator compile() {
    int n = operations.size();
    var operands = new int[n][];
    var initial = new ArrayList<Long>(Collections.nCopies(n + 1, 0L));
    for (int i = 0; i < n; i++) {
      operands[i] = operations.get(i).operands().stream().mapToInt(v -> {
        if (!(v.definingOp() instanceof ConstantOp c)) return slot(v);
        initial.add(c.value());
        return initial.size() - 1;
      }).toArray();
    }
    var tables = operations.stream().map(op -> op instanceof TableOp t ? t.function() : null).toList();
    long[] values = initial.stream().mapToLong(Long::longValue).toArray();
    return x -> {
      values[0] = x;
      for (int i = 0; i < n; i++) {
        long a = values[operands[i][0]];
        values[i + 1] = switch (operations.get(i)) {
          case BinaryOp b -> FixedSemantics.binary(b.kind(), a, b.lhsType(), values[operands[i][1]], b.rhsType(), b.type());
          case UnaryOp u -> FixedSemantics.unary(u.kind(), a, u.operandType(), u.type());
          case RescaleOp r -> FixedSemantics.rescale(a, r.operandType(), r.type());
          default -> tables.get(i).at(a);
        };
      }
      return values[n];
    };
  }
}
