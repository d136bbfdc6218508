package zkopt.ir.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zkopt.ir.Block;
import zkopt.ir.DiagnosticEngine;
import zkopt.ir.Location;
import zkopt.ir.OpParser.UnresolvedOperand;
import zkopt.ir.Type;
import zkopt.ir.Value;

/** The names of values and blocks while a text is read, with forward references. */
final class SsaScopes {
  /** A value with the place of its definition, or of its first use while it is a forward reference. */
  private record Entry(Value value, Location location, boolean forward) {}

  /** The names inside one isolated region. */
  private static final class Isolated {
    private final Map<String, List<Entry>> values = new HashMap<>();
    private final Deque<List<String>> regions = new ArrayDeque<>();
  }

  /** The blocks of one region; {@code undefined} are referred to, not yet seen. */
  private static final class Blocks {
    private final Map<String, Block> all = new HashMap<>();
    private final Map<String, Location> undefined = new LinkedHashMap<>();
  }

  private final TokenCursor cursor;
  private final DiagnosticEngine diagnostics;
  private final Deque<Isolated> isolated = new ArrayDeque<>();
  private final Deque<Blocks> blocks = new ArrayDeque<>();
  /** Holds the placeholders of forward references. */
  private final Block forward = new Block();

  SsaScopes(TokenCursor cursor, DiagnosticEngine diagnostics) {
    this.cursor = cursor;
    this.diagnostics = diagnostics;
  }

  void pushRegion(boolean isIsolated) {
    if (isIsolated || isolated.isEmpty()) isolated.push(new Isolated());
    isolated.peek().regions.push(new ArrayList<>());
    blocks.push(new Blocks());
  }

  void popRegion(boolean isIsolated) {
    var undefined = blocks.pop().undefined;
    if (!undefined.isEmpty()) {
      var first = undefined.entrySet().iterator().next();
      throw cursor.error(first.getValue(), "reference to an undefined block '^" + first.getKey() + "'");
    }
    var scope = isolated.peek();
    for (String name : scope.regions.pop()) scope.values.remove(name);
    if (scope.regions.isEmpty() || isIsolated) {
      scope.values.forEach((_, entries) -> entries.forEach(entry -> {
        if (entry != null && entry.forward) throw cursor.error(entry.location, "use of undeclared SSA value name");
      }));
      isolated.pop();
    }
  }

  /** The value of a name; a placeholder when it is not defined yet. */
  Value resolve(UnresolvedOperand use, Type type) {
    var entries = isolated.peek().values.computeIfAbsent(use.name(), _ -> new ArrayList<>());
    Entry entry = use.number() < entries.size() ? entries.get(use.number()) : null;
    if (entry == null && !entries.isEmpty() && entries.getFirst() != null && !entries.getFirst().forward) {
      throw cursor.error(use.location(), "reference to invalid result number");
    }
    if (entry == null) {
      entry = new Entry(forward.addArgument(type, use.location()), use.location(), true);
      while (entries.size() <= use.number()) entries.add(null);
      entries.set(use.number(), entry);
    } else if (!entry.value.type().equals(type)) {
      var error = cursor.error(use.location(),
          "use of value '%" + use.name() + "' expects different type than prior uses: '" + type + "' vs '" + entry.value.type() + "'");
      diagnostics.diagnostics().getLast().note(entry.location, "prior use here");
      throw error;
    }
    return entry.value;
  }

  /** The type of a name when it is known here, else null. */
  Type typeOf(UnresolvedOperand use) {
    var entries = isolated.peek().values.get(use.name());
    Entry entry = entries != null && use.number() < entries.size() ? entries.get(use.number()) : null;
    return entry == null ? null : entry.value.type();
  }

  /** Gives the name to the values {@code %name#0..}. */
  void define(String name, List<? extends Value> values, Location location) {
    var scope = isolated.peek();
    var before = scope.values.get(name);
    var entries = new ArrayList<Entry>();
    for (Value value : values) {
      value.setNameHint(name);
      entries.add(new Entry(value, location, false));
    }
    scope.values.put(name, entries);
    scope.regions.peek().add(name);
    if (before == null) return;
    for (int i = 0; i < before.size(); i++) {
      Entry old = before.get(i);
      if (old == null) continue;
      if (!old.forward) {
        var error = cursor.error(location, "redefinition of SSA value '%" + name + "'");
        diagnostics.diagnostics().getLast().note(old.location, "previously defined here");
        throw error;
      }
      if (i >= values.size()) throw cursor.error(old.location, "reference to invalid result number");
      Value value = values.get(i);
      if (!value.type().equals(old.value.type())) {
        var error = cursor.error(location, "definition of SSA value '%" + name + "#" + i + "' has type '" + value.type() + "'");
        diagnostics.diagnostics().getLast().note(old.location, "previously used here with type '" + old.value.type() + "'");
        throw error;
      }
      old.value.replaceAllUsesWith(value);
    }
  }

  /** The block of a label in this region, to jump to. */
  Block successor(String label, Location location) {
    var scope = blocks.peek();
    return scope.all.computeIfAbsent(label, _ -> {
      scope.undefined.put(label, location);
      return new Block();
    });
  }

  /** The block that a label starts. */
  Block defineBlock(String label, Location location) {
    var scope = blocks.peek();
    if (scope.all.containsKey(label) && scope.undefined.remove(label) == null) {
      throw cursor.error(location, "redefinition of block '^" + label + "'");
    }
    return scope.all.computeIfAbsent(label, _ -> new Block());
  }
}
