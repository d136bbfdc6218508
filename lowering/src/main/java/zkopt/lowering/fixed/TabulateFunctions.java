package zkopt.lowering.fixed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.ConstantOp;
import zkopt.dialect.fixed.FixedDialect;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.TableOp;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Blob;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.DenseArrayAttr;
import zkopt.ir.DenseResourceAttr;
import zkopt.ir.IntegerType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.TensorType;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Makes one table of a chain of operations that is a function of one value of which there are few: those of a narrow type, or those
 * that calibration observed, with as much again beyond. The table has the very results of the operations, so that nothing changes but
 * that a value beyond it is an error. Equal functions share a table. An exponential takes its argument from where it is no longer zero on:
 *
 * <pre>exp(x)  ->  table(max(x, where exp becomes zero))</pre>
 *
 * <p>A table is made where it saves cells: its rows cost about {@value #CELLS_PER_ROW} each.
 */
@Pass.Named(value = "tabulate-functions", summary = "make tables of functions of one value that has few")
@Pass.Statistic(value = "num-tables", description = "Number of functions that became tables")
public record TabulateFunctions(
    @Option(value = "most values of the argument of a function that becomes a table; 0: no tables", defaultValue = "65536") int maxTable) implements Pass {
  /** A fixed cell for the value, a multiplicity, and what its share of the lookup argument takes. */
  private static final double CELLS_PER_ROW = 1.5;
  /** Of the gate that looks up: the value and its share of the lookup argument. */
  private static final int CELLS_OF_LOOKUP = 2;

  /**
   * A chain to be replaced.
   *
   * @param domain the arguments that the table should have
   * @param least that the argument may be; where this is below the domain, the table stands for the domain's least
   */
  private record Candidate(UnaryChain chain, Interval domain, long least) {
    static Candidate of(UnaryChain chain) {
      Interval domain = TabulateFunctions.domain(chain.argument());
      return new Candidate(chain, domain, domain.lo());
    }
  }

  @Override
  public void run(Operation op, PassContext context) {
    if (maxTable < 0 || maxTable > 1 << 20) throw context.failure(op, "option 'max-table' must be in 0.." + (1 << 20) + ", but got " + maxTable);
    Set<String> keys = resources(op);
    for (Operation inner : ((ModuleOp) op).body().operations()) {
      if (!(inner instanceof FuncOp function) || function.isDeclaration()) continue;
      var candidates = new LinkedHashMap<String, List<Candidate>>();
      if (maxTable > 0) function.walk(o -> o.regions().forEach(r -> r.blocks().forEach(b -> collect(b, candidates))));
      int tables = 0;
      var made = new IdentityHashMap<Value, Value>();
      for (List<Candidate> group : candidates.values()) {
        for (List<Candidate> sharing : shared(group)) {
          String name = name(sharing.getFirst().chain(), keys);
          if (!tabulate(sharing, name, made)) continue;
          keys.add(name);
          tables++;
        }
      }
      context.count("num-tables", tables);
      function.walk(o -> {
        if (UnaryChain.isScalar(o)) o.setAttribute(Calibration.RANGE, null);
      });
    }
  }

  /** From the last operation to the first, the longest chain that ends in each. */
  private void collect(Block block, Map<String, List<Candidate>> candidates) {
    var order = new IdentityHashMap<Operation, Integer>();
    block.operations().forEach(op -> order.put(op, order.size()));
    Set<Operation> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Operation root : block.operations().reversed()) {
      if (!UnaryChain.isScalar(root) || taken.contains(root) || !root.hasUses()) continue;
      UnaryChain.endingIn(root, order).reversed().stream().map(Candidate::of)
          .filter(c -> isSmall(c.domain())).findFirst().or(() -> exponential(root)).ifPresent(c -> {
            taken.addAll(c.chain().operations());
            candidates.computeIfAbsent(c.chain().function(), _ -> new ArrayList<>()).add(c);
          });
    }
  }

  private boolean isSmall(Interval domain) {
    return domain.hi() - domain.lo() < maxTable;
  }

  /** An exponential of any argument, down to where it is zero. */
  private java.util.Optional<Candidate> exponential(Operation op) {
    if (!(op instanceof UnaryOp exp) || exp.kind() != UnaryOp.Kind.EXP) return java.util.Optional.empty();
    var chain = new UnaryChain(exp.operand(), List.of(exp));
    double zero = -(exp.type().frac() + 1) * Math.log(2);
    long least = (long) Math.floor(Math.scalb(zero, exp.operandType().frac())) - 1;
    var domain = new Interval(least, 0);
    return exp.operandType().holds(least) && isSmall(domain) && chain.compile().applyAsLong(least) == 0
        ? java.util.Optional.of(new Candidate(chain, domain, domain(exp.operand()).lo())) : java.util.Optional.empty();
  }

  /** What the value may be: what was observed and beyond, as far as proven. */
  private static Interval domain(Value value) {
    var type = (QType) value.type();
    Operation op = value.definingOp();
    Interval proven = Formats.range(type);
    if (op != null && op.attribute(FixedDialect.BOUNDS) instanceof DenseArrayAttr known) {
      proven = new Interval(known.longs()[0], known.longs()[1]).clamped(proven);
    }
    Observed observed = observed(value);
    return observed == null ? proven : Formats.expected(observed, type).clamped(proven);
  }

  private static Observed observed(Value value) {
    if (!(value.definingOp() instanceof LoadOp load)) return value.definingOp() == null ? null : Observations.of(value.definingOp());
    Observed own = Observations.of(load);
    Value base = Buffers.base(load.memref());
    if (own != null) return own;
    if (base instanceof BlockArgument a && a.parentBlock().parentOp() instanceof FuncOp f) return Observed.of(f.argAttr(a.index(), Calibration.RANGE));
    return base.definingOp() == null ? null : Observations.of(base.definingOp());
  }

  /** Chains of one function that one table serves. */
  private List<List<Candidate>> shared(List<Candidate> group) {
    Interval union = group.stream().map(Candidate::domain).reduce(Interval::union).orElseThrow();
    return isSmall(union) ? List.of(group) : group.stream().map(List::of).toList();
  }

  private static boolean tabulate(List<Candidate> sharing, String name, Map<Value, Value> made) {
    UnaryChain first = sharing.getFirst().chain();
    Interval domain = sharing.stream().map(Candidate::domain).reduce(Interval::union).orElseThrow();
    long saved = sharing.stream().mapToLong(c -> c.chain().instances() * (c.chain().cells() - CELLS_OF_LOOKUP)).sum();
    if (saved <= CELLS_PER_ROW * (domain.hi() - domain.lo() + 1)) return false;
    Values values = Values.of(first.compile(), domain);
    if (values == null) return false;
    var attribute = new DenseResourceAttr(name, TensorType.of(List.of((long) values.results.length), IntegerType.I64),
        Blob.ofLongs(8, values.results));
    for (Candidate candidate : sharing) replace(candidate, values.first, attribute, made);
    return true;
  }

  /** What the table is of, for people: the first function among the operations, with the first number that no other resource has. */
  private static String name(UnaryChain chain, Set<String> keys) {
    String name = chain.operations().stream().filter(UnaryOp.class::isInstance).map(op -> op.name().substring("fixed.".length()))
        .filter(n -> !n.equals("neg")).findFirst().orElse("function");
    return IntStream.iterate(0, i -> i + 1).mapToObj(i -> name + "_table" + i).filter(key -> !keys.contains(key)).findFirst().orElseThrow();
  }

  /** The names of the resources of a module. */
  private static Set<String> resources(Operation module) {
    var keys = new HashSet<String>();
    module.walk(op -> op.attributes().values().forEach(a -> {
      if (a instanceof DenseResourceAttr resource) keys.add(resource.key());
    }));
    return keys;
  }

  /** The results from an argument on. */
  private record Values(long first, long[] results) {
    /** Where the function is defined, from the middle on; null when that is less than half of the domain. */
    static Values of(LongUnaryOperator function, Interval domain) {
      int size = Math.toIntExact(domain.hi() - domain.lo() + 1);
      int middle = Math.toIntExact(Math.clamp(-domain.lo(), 0, size - 1));
      long[] results = new long[size];
      int from = middle;
      int to = middle;
      try {
        for (; to < size; to++) results[to] = function.applyAsLong(domain.lo() + to);
      } catch (ArithmeticException _) {
        // the table ends here
      }
      try {
        for (; from > 0; from--) results[from - 1] = function.applyAsLong(domain.lo() + from - 1);
      } catch (ArithmeticException _) {
        // the table begins here
      }
      return 2 * (to - from) <= size ? null : new Values(domain.lo() + from, Arrays.copyOfRange(results, from, to));
    }
  }

  /** @param made what takes the place of results so far: the argument may be one */
  private static void replace(Candidate candidate, long first, DenseResourceAttr values, Map<Value, Value> made) {
    UnaryChain chain = candidate.chain();
    Operation root = chain.root();
    var b = OpBuilder.before(root);
    Value argument = made.getOrDefault(chain.argument(), chain.argument());
    if (root instanceof UnaryOp exp && exp.kind() == UnaryOp.Kind.EXP && chain.operations().size() == 1 && candidate.least() < first) {
      QType type = chain.argumentType();
      Value least = ConstantOp.create(b, root.location(), first, type).result();
      argument = BinaryOp.create(b, root.location(), BinaryOp.Kind.MAX, argument, least, type).result();
    }
    Value result = TableOp.create(b, root.location(), argument, first, values, chain.type()).result();
    result.setNameHint(root.result().nameHint());
    root.result().replaceAllUsesWith(result);
    made.put(root.result(), result);
    chain.operations().reversed().forEach(Operation::erase);
  }
}
