package zkopt.ir.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.Location;
import zkopt.ir.OpResult;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Traits;
import zkopt.ir.Traits.NamedResultGroups.ResultGroup;
import zkopt.ir.Value;
import zkopt.ir.text.PrintOptions.Flag;

/**
 * The names of values and blocks in print, as MLIR chooses them (mlir/lib/IR/AsmPrinter.cpp, SSANameState): a region is named as a
 * whole before the regions inside it; sibling regions use the same numbers again, but in the generic form, where they go on.
 */
final class SsaNames {
  /** A region to name, with the state of the names around it. */
  private record Pending(Region region, Scope scope, int nextValue, int nextArgument, int nextConflict) {}

  private record Scope(Set<String> used, Scope parent) {
    boolean uses(String name) {
      for (Scope s = this; s != null; s = s.parent) {
        if (s.used.contains(name)) return true;
      }
      return false;
    }
  }

  private final PrintOptions options;
  private final boolean generic;
  /** With the percent sign. */
  private final Map<Value, String> values;
  /** The numbers of operations without results, when they are asked for. */
  private final Map<Operation, String> ids = new IdentityHashMap<>();
  private final Map<Block, String> blocks = new IdentityHashMap<>();
  private int nextValue;
  private int nextArgument;
  private int nextConflict;
  private Scope scope = new Scope(new HashSet<>(), null);

  SsaNames(Operation top, PrintOptions options) {
    this.options = options;
    this.generic = options.has(Flag.GENERIC);
    this.values = new IdentityHashMap<>(countOperations(top));
    Deque<Pending> pending = new ArrayDeque<>();
    for (Region region : top.regions()) pending.push(pend(region));
    nameResults(top);
    while (!pending.isEmpty()) {
      var next = pending.pop();
      if (!generic && !options.has(Flag.UNIQUE_IDS)) {
        nextValue = next.nextValue;
        nextArgument = next.nextArgument;
        nextConflict = next.nextConflict;
      }
      scope = new Scope(new HashSet<>(), next.scope);
      nameRegion(next.region);
      for (Block block : next.region.blocks()) {
        for (Operation op = block.first(); op != null; op = op.next()) {
          for (Region region : op.regions()) pending.push(pend(region));
        }
      }
    }
  }

  private Pending pend(Region region) {
    return new Pending(region, scope, nextValue, nextArgument, nextConflict);
  }

  private void nameRegion(Region region) {
    for (Block block : region.blocks()) {
      blocks.put(block, "^bb" + region.blocks().indexOf(block));
      boolean isEntry = block == region.front();
      for (BlockArgument argument : block.arguments()) {
        String hint = hint(argument);
        if (hint != null) values.put(argument, unique(hint));
        else values.put(argument, isEntry ? unique("arg" + nextArgument++) : "%" + nextValue++);
      }
      for (Operation op = block.first(); op != null; op = op.next()) nameResults(op);
    }
  }

  private void nameResults(Operation op) {
    if (op.numResults() == 0) {
      if (options.has(Flag.VALUE_USERS)) ids.put(op, "%" + nextValue++);
      return;
    }
    if (op.numResults() == 1) {
      name(op.result(0), generic ? null : op.resultNameHint());
      return;
    }
    int at = 0;
    for (var group : groups(op)) {
      name(op.result(at), generic ? null : group.name());
      at += group.size();
    }
  }

  private void name(OpResult result, String preferred) {
    String name = hint(result) == null ? preferred : hint(result);
    values.put(result, name == null ? "%" + nextValue++ : unique(name));
  }

  private static int countOperations(Operation op) {
    int count = 1;
    for (Region region : op.regions()) {
      for (Block block : region.blocks()) {
        for (Operation inner = block.first(); inner != null; inner = inner.next()) count += countOperations(inner);
      }
    }
    return count;
  }

  /** The results that share a name; the generic form has one group. */
  private List<ResultGroup> groups(Operation op) {
    if (!generic && op instanceof Traits.NamedResultGroups named) return named.resultGroups();
    return List.of(new ResultGroup(op.resultNameHint(), op.numResults()));
  }

  /** The name that the location or the text gave, when it is asked for and no number. */
  private String hint(Value value) {
    if (options.has(Flag.LOCATION_NAMES) && value.location() instanceof Location.Name(String name, _) && !name.isEmpty()) return identifier(name);
    String hint = options.has(Flag.NAME_HINTS) ? value.nameHint() : null;
    return hint == null || Character.isDigit(hint.charAt(0)) ? null : hint;
  }

  /** {@code name} with an underscore in place of what no identifier holds. */
  private static String identifier(String name) {
    return (Character.isDigit(name.charAt(0)) ? "_" : "") + name.replaceAll("[^A-Za-z0-9$._-]", "_");
  }

  private String unique(String name) {
    String free = name;
    while (scope.uses(free)) free = name + "_" + nextConflict++;
    scope.used.add(free);
    return "%" + free;
  }

  /** {@code %name}, or {@code %name#1} for a result of several. */
  String name(Value value) {
    if (value instanceof OpResult result && result.definingOp().numResults() > 1) return ofSeveral(result.definingOp(), result.index());
    String name = values.get(value);
    return name == null ? UNKNOWN : name;
  }

  private String ofSeveral(Operation op, int index) {
    int start = 0;
    for (var group : groups(op)) {
      if (index >= start + group.size()) {
        start += group.size();
        continue;
      }
      String name = values.get(op.result(start));
      if (name == null) return UNKNOWN;
      return group.size() == 1 ? name : name + "#" + (index - start);
    }
    throw new IllegalStateException("result groups of '" + op.name() + "' do not hold all results");
  }

  /** {@code %name:2}, as on the left of the equals sign; groups are separated by commas. */
  String definition(Operation op) {
    if (op.numResults() == 1) return values.get(op.result(0));
    var text = new StringBuilder();
    int at = 0;
    for (var group : groups(op)) {
      text.append(at == 0 ? "" : ", ").append(values.get(op.result(at)));
      if (group.size() > 1) text.append(':').append(group.size());
      at += group.size();
    }
    return text.toString();
  }

  /** The number of an operation without results. */
  String id(Operation op) {
    return ids.getOrDefault(op, UNKNOWN);
  }

  String name(Block block) {
    return blocks.getOrDefault(block, "^<<UNKNOWN BLOCK>>");
  }

  private static final String UNKNOWN = "<<UNKNOWN SSA VALUE>>";
}
