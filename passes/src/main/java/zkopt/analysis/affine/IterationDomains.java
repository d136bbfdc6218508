package zkopt.analysis.affine;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import zkopt.dialect.affine.AffineValues;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.IfOp;
import zkopt.dialect.affine.ParallelOp;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.ir.Value;
import zkopt.ir.affine.AffineExpr;

/** A {@link LinearSystem} whose variables are the counters of the loops around operations, and the symbols in their bounds. */
final class IterationDomains {
  final LinearSystem system = new LinearSystem();
  private final Map<Value, Integer> symbols = new IdentityHashMap<>();

  /** The counters of the loops around an operation, outermost first; each operation has its own variables for them. */
  record Side(List<Operation> around, Map<Value, Integer> variables, List<Value> counters) {
    int variable(int loop) {
      return variables.get(counters.get(loop));
    }
  }

  /** Adds variables for the counters around {@code op}. */
  Side side(Operation op) {
    var around = new ArrayList<Operation>();
    Operation inside = op;
    for (Operation parent = op.parentOp(); parent != null && !(parent instanceof Traits.AffineScope); parent = parent.parentOp()) {
      boolean constrains = parent instanceof ForOp || parent instanceof ParallelOp || parent instanceof IfOp branch && inside.block() == branch.thenBlock();
      if (constrains) around.addFirst(parent);
      inside = parent;
    }
    var variables = new IdentityHashMap<Value, Integer>();
    var counters = new ArrayList<Value>();
    for (Operation parent : around) {
      List<? extends Value> own = switch (parent) {
        case ForOp loop -> List.of(loop.inductionVar());
        case ParallelOp loop -> loop.body().arguments();
        default -> List.of();
      };
      counters.addAll(own);
      own.forEach(v -> variables.put(v, system.addVariable()));
    }
    return new Side(around, variables, counters);
  }

  /** Requires of the counters what the loops and conditions say. Returns false when that is not affine. */
  boolean add(Side side) {
    for (Operation op : side.around) {
      boolean known = switch (op) {
        case ForOp loop -> addCounter(side, loop.inductionVar(), new MapOperands(loop.lowerMap(), loop.lowerOperands()),
            new MapOperands(loop.upperMap(), loop.upperOperands()), loop.step());
        case ParallelOp loop -> addCounters(side, loop);
        case IfOp branch -> addCondition(side, branch);
        default -> throw new IllegalStateException(op.name());
      };
      if (!known) return false;
    }
    return true;
  }

  private boolean addCounters(Side side, ParallelOp loop) {
    var lower = new MapOperands(loop.lowerMap(), loop.lowerOperands());
    var upper = new MapOperands(loop.upperMap(), loop.upperOperands());
    int l = 0;
    int u = 0;
    for (int i = 0; i < loop.steps().length; i++) {
      List<AffineExpr> lowers = lower.map().results().subList(l, l += (int) loop.lowerGroups()[i]);
      List<AffineExpr> uppers = upper.map().results().subList(u, u += (int) loop.upperGroups()[i]);
      if (!addCounter(side, loop.body().argument(i), lower.withResults(lowers), upper.withResults(uppers), loop.steps()[i])) return false;
    }
    return true;
  }

  private boolean addCounter(Side side, Value counter, MapOperands lower, MapOperands upper, long step) {
    int variable = side.variables.get(counter);
    MapOperands from = lower.canonical();
    LinearRows lowers = rows(side, from);
    MapOperands to = upper.canonical();
    LinearRows uppers = rows(side, to);
    if (lowers == null || uppers == null) return false;
    for (AffineExpr e : from.map().results()) {
      long[] row = lowers.of(e);
      if (row == null) return false;
      for (int i = 0; i < row.length; i++) row[i] = -row[i];
      row[variable]++;
      system.addInequality(row);
    }
    for (AffineExpr e : to.map().results()) {
      long[] row = uppers.of(e);
      if (row == null) return false;
      row[variable]--;
      row[row.length - 1]--;
      system.addInequality(row);
    }
    // a counter that starts at the largest of several bounds: any of them, which says nothing of its remainder
    if (step == 1 || from.map().results().size() != 1) return true;
    int iterations = system.addVariable();
    long[] row = lowers.of(from.map().results().getFirst());
    row[variable]--;
    row[iterations] = step;
    system.addEquation(row);
    return true;
  }

  private boolean addCondition(Side side, IfOp branch) {
    MapOperands map = MapOperands.of(branch.condition(), branch.operands()).canonical();
    LinearRows rows = rows(side, map);
    if (rows == null) return false;
    for (int i = 0; i < map.map().results().size(); i++) {
      long[] row = rows.of(map.map().results().get(i));
      if (row == null) return false;
      system.add(row, branch.condition().constraints().get(i).isEquality());
    }
    return true;
  }

  /** Requires that two maps have the same values in two iterations. Returns false when that is not affine. */
  boolean addEqual(MapOperands source, Side from, MapOperands target, Side to) {
    MapOperands a = source.canonical();
    MapOperands b = target.canonical();
    LinearRows left = rows(from, a);
    LinearRows right = rows(to, b);
    if (left == null || right == null) return false;
    for (int i = 0; i < a.map().results().size(); i++) {
      if (left.of(a.map().results().get(i)) == null || right.of(b.map().results().get(i)) == null) return false;
      // both again, now that all variables stand
      long[] row = left.of(a.map().results().get(i));
      long[] other = right.of(b.map().results().get(i));
      for (int k = 0; k < row.length; k++) row[k] -= other[k];
      system.addEquation(row);
    }
    return true;
  }

  /** Rows of expressions over a map's operands; null when one of them is neither a counter nor a symbol. */
  LinearRows rows(Side side, MapOperands map) {
    int[] inputs = new int[map.operands().size()];
    for (int i = 0; i < inputs.length; i++) {
      Value value = map.operands().get(i);
      Integer variable = side.variables.get(value);
      if (variable == null && AffineValues.isSymbol(value)) variable = symbols.computeIfAbsent(value, _ -> system.addVariable());
      if (variable == null) return null;
      inputs[i] = variable;
    }
    return new LinearRows(system, new AffineFlattening(map.map().numDims(), map.map().numSymbols()), inputs);
  }
}
