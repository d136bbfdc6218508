package zkopt.protocol.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import zkopt.circuit.Accumulator;
import zkopt.circuit.Column;
import zkopt.circuit.Constraint;
import zkopt.circuit.ConstraintSystem;
import zkopt.circuit.Expr;
import zkopt.circuit.Lookup;
import zkopt.circuit.Table;

/**
 * The canonical binary form of a constraint system. Expressions are one list of nodes without equal ones, operands before their
 * users, in the order of first use; so the form does not depend on which subtrees are shared objects.
 */
public final class ConstraintSystemCodec {
  private static final int MAX_COLUMNS = 1 << 16;
  private static final int MAX_ITEMS = 1 << 20;
  /** Of what is compared with each other when arguments are set up. */
  private static final int MAX_PARTS = 1 << 12;
  private static final int MAX_TUPLE = 1 << 6;
  private static final int MAX_NAME = 1 << 12;
  /** Expressions are walked by recursion. */
  private static final int MAX_DEPTH = 2000;
  private static final Column.Kind[] KINDS = Column.Kind.values();

  private ConstraintSystemCodec() {}

  public static void write(ConstraintSystem system, ByteWriter out) {
    Exprs exprs = new Exprs();
    ByteWriter items = new ByteWriter();
    items.int32(system.constraints().size());
    for (Constraint c : system.constraints()) {
      items.string(c.gate()).string(c.name()).int32(exprs.add(c.expr()));
    }
    items.int32(system.lookups().size());
    for (Lookup l : system.lookups()) {
      exprs.addAll(l.inputs(), items.string(l.gate()).string(l.name()));
    }
    items.int32(system.tables().size());
    for (Table t : system.tables()) {
      exprs.addAll(t.values(), items.string(t.name()));
    }
    items.int32(system.accumulators().size());
    for (Accumulator a : system.accumulators()) {
      items.string(a.name()).int32(exprs.add(a.multiplier())).int32(exprs.add(a.addend()));
    }
    items.int32(system.wired().size());
    for (Column c : system.wired()) {
      items.int8(c.kind().ordinal()).int32(c.index());
    }
    out.int32(system.fixedColumns()).int32(system.weightColumns()).int32(system.witnessColumns());
    out.int32(system.instanceColumns()).int32(system.challenges());
    out.int32(exprs.count).raw(exprs.bytes.toBytes()).raw(items.toBytes());
  }

  /** Numbers expressions and writes each once. */
  private static final class Exprs {
    private final Map<Expr, Integer> objects = new IdentityHashMap<>();
    /** A tree, as keys of equal hash are easily made. */
    private final Map<long[], Integer> known = new TreeMap<>(Arrays::compare);
    private final ByteWriter bytes = new ByteWriter();
    private int count;

    int add(Expr expr) {
      Integer index = objects.get(expr);
      if (index != null) return index;
      long[] key = switch (expr) {
        case Expr.Constant(long value) -> new long[] {0, value};
        case Expr.Cell(Column c, int rotation) -> new long[] {1, c.kind().ordinal(), c.index(), rotation};
        case Expr.Challenge(int slot, int power) -> new long[] {2, slot, power};
        case Expr.Sum(Expr a, Expr b) -> new long[] {3, add(a), add(b)};
        case Expr.Product(Expr a, Expr b) -> new long[] {4, add(a), add(b)};
      };
      Integer number = known.get(key);
      if (number == null) {
        number = count++;
        known.put(key, number);
        bytes.int8((int) key[0]);
        switch (expr) {
          case Expr.Constant(long value) -> bytes.int64(value);
          case Expr.Cell(Column c, int rotation) -> bytes.int8(c.kind().ordinal()).int32(c.index()).int32(rotation);
          default -> Arrays.stream(key, 1, key.length).forEach(x -> bytes.int32((int) x));
        }
      }
      objects.put(expr, number);
      return number;
    }

    void addAll(List<Expr> tuple, ByteWriter out) {
      out.int32(tuple.size());
      tuple.forEach(e -> out.int32(add(e)));
    }
  }

  public static ConstraintSystem read(ByteReader in) throws MalformedException {
    int fixed = in.int32("number of fixed columns", 0, MAX_COLUMNS);
    int weights = in.int32("number of weight columns", 0, MAX_COLUMNS);
    int witness = in.int32("number of witness columns", 0, MAX_COLUMNS);
    int instance = in.int32("number of instance columns", 0, MAX_COLUMNS);
    int challenges = in.int32("number of challenges", 0, MAX_COLUMNS);
    List<Expr> exprs = readExprs(in);
    List<Constraint> constraints = new ArrayList<>();
    for (int i = count(in, "constraints", MAX_ITEMS); i > 0; i--) {
      constraints.add(new Constraint(name(in), name(in), expr(in, exprs)));
    }
    List<Lookup> lookups = new ArrayList<>();
    for (int i = count(in, "lookups", MAX_PARTS); i > 0; i--) {
      lookups.add(new Lookup(name(in), name(in), tuple(in, exprs)));
    }
    List<Table> tables = new ArrayList<>();
    for (int i = count(in, "tables", MAX_PARTS); i > 0; i--) {
      tables.add(new Table(name(in), tuple(in, exprs)));
    }
    List<Accumulator> accumulators = new ArrayList<>();
    for (int i = count(in, "accumulators", MAX_PARTS); i > 0; i--) {
      accumulators.add(new Accumulator(name(in), expr(in, exprs), expr(in, exprs)));
    }
    List<Column> wired = new ArrayList<>();
    for (int i = count(in, "wired columns", MAX_PARTS); i > 0; i--) {
      wired.add(column(in));
    }
    return new ConstraintSystem(
        fixed, weights, witness, instance, challenges, constraints, lookups, tables, accumulators, wired);
  }

  private static List<Expr> readExprs(ByteReader in) throws MalformedException {
    List<Expr> exprs = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    for (int i = count(in, "expressions", MAX_ITEMS); i > 0; i--) {
      int tag = in.int8("expression");
      int depth = 0;
      Expr expr;
      switch (tag) {
        case 0 -> expr = new Expr.Constant(in.element("constant"));
        case 1 -> expr = new Expr.Cell(column(in), in.int32("rotation", -1, 1));
        case 2 -> expr = new Expr.Challenge(in.int32("challenge"), in.int32("power"));
        case 3, 4 -> {
          int a = in.int32("operand", 0, exprs.size() - 1);
          int b = in.int32("operand", 0, exprs.size() - 1);
          expr = tag == 3 ? new Expr.Sum(exprs.get(a), exprs.get(b)) : new Expr.Product(exprs.get(a), exprs.get(b));
          depth = 1 + Math.max(depths.get(a), depths.get(b));
        }
        default -> throw new MalformedException("no expression has tag " + tag);
      }
      if (depth > MAX_DEPTH) throw new MalformedException("an expression is nested too deeply");
      exprs.add(expr);
      depths.add(depth);
    }
    return exprs;
  }

  private static Column column(ByteReader in) throws MalformedException {
    return new Column(KINDS[in.int8("kind of column", KINDS.length - 1)], in.int32("column", 0, MAX_COLUMNS));
  }

  private static List<Expr> tuple(ByteReader in, List<Expr> exprs) throws MalformedException {
    List<Expr> tuple = new ArrayList<>();
    for (int i = count(in, "tuple elements", MAX_TUPLE); i > 0; i--) {
      tuple.add(expr(in, exprs));
    }
    return tuple;
  }

  private static Expr expr(ByteReader in, List<Expr> exprs) throws MalformedException {
    return exprs.get(in.int32("expression", 0, exprs.size() - 1));
  }

  private static int count(ByteReader in, String what, int max) throws MalformedException {
    return in.int32("number of " + what, 0, max);
  }

  private static String name(ByteReader in) throws MalformedException {
    return in.string("name", MAX_NAME);
  }
}
