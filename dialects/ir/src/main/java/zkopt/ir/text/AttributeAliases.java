package zkopt.ir.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.ir.AffineMapAttr;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.ComplexType;
import zkopt.ir.DialectAttribute;
import zkopt.ir.DialectType;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.DistinctAttr;
import zkopt.ir.FloatAttr;
import zkopt.ir.FunctionType;
import zkopt.ir.IntegerAttr;
import zkopt.ir.IntegerSetAttr;
import zkopt.ir.Location;
import zkopt.ir.LocationAttr;
import zkopt.ir.MemRefType;
import zkopt.ir.TensorType;
import zkopt.ir.TupleType;
import zkopt.ir.Type;
import zkopt.ir.TypeAttr;
import zkopt.ir.TypedAttr;
import zkopt.ir.UnitAttr;
import zkopt.ir.UnrankedMemRefType;
import zkopt.ir.UnrankedTensorType;
import zkopt.ir.VectorType;

/**
 * Names for attributes, types and locations of a module, {@code #map}, {@code #map1}, {@code #loc}, chosen as MLIR does
 * (mlir/lib/IR/AsmPrinter.cpp, AliasInitializer): numbered by depth of nesting, then in the order in which printing meets them. So the
 * numbers are known when all is printed; until {@link #settle}, they are those of the order alone.
 */
final class AttributeAliases {
  private static final int LARGE_TUPLE = 16;

  /** A named thing. */
  private static final class Entry {
    final Object thing;
    final String prefix;
    final List<Entry> parts = new ArrayList<>();
    /** One more than the deepest of the parts. */
    int depth = 1;
    boolean deferrable;
    int number;

    Entry(Object thing, String prefix, boolean deferrable, int number) {
      this.thing = thing;
      this.prefix = prefix;
      this.deferrable = deferrable;
      this.number = number;
    }

    boolean isType() {
      return thing instanceof Type;
    }

    String name() {
      return (isType() ? "!" : "#") + prefix + (number == 0 ? "" : number);
    }

    /** Nothing that uses it stands in front of a definition behind the module. */
    void defineBefore() {
      if (!deferrable) return;
      deferrable = false;
      parts.forEach(Entry::defineBefore);
    }
  }

  private final Map<Object, Entry> entries = new LinkedHashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  /** What was printed in place because it had no name yet. */
  private final Set<Object> unnamed = new HashSet<>();
  private boolean hasDistinct;
  private boolean settled;

  /** Names what {@code type} holds, and itself where MLIR does. */
  void visit(Type type) {
    if (!settled) visit(type, true, false, null);
  }

  /** @param withType whether the type of the attribute is printed too */
  void visit(Attribute attribute, boolean withType) {
    if (!settled) visit(attribute, withType, false, null);
  }

  /** @param deferrable whether the definition may stand behind the module */
  void visit(Location location, boolean deferrable) {
    if (!settled) visit(location, true, deferrable, null);
  }

  /** The name of an attribute, type or location, or null when it has none. */
  String name(Object thing) {
    Object key = key(thing);
    if (prefix(key) == null) return null;
    var entry = entries.get(key);
    if (entry != null) return entry.name();
    unnamed.add(key);
    return null;
  }

  /** Gives everything its number; false when what was printed until now has other names. */
  boolean settle() {
    settled = true;
    counts.clear();
    // distinct attributes are numbered as they are printed, definitions first
    boolean same = !hasDistinct && Collections.disjoint(unnamed, entries.keySet());
    for (Entry entry : sorted()) {
      int number = next(entry.prefix);
      same &= number == entry.number;
      entry.number = number;
    }
    return same;
  }

  /** The definitions before the module, or those behind it. */
  String definitions(AttributePrinter printer, boolean deferred) {
    var text = new StringBuilder();
    for (Entry entry : sorted()) {
      if (entry.deferrable == deferred) text.append(entry.name()).append(" = ").append(printer.definition(entry.thing)).append('\n');
    }
    return text.toString();
  }

  private List<Entry> sorted() {
    return entries.values().stream()
        .sorted(Comparator.comparingInt((Entry e) -> e.depth).thenComparing(e -> !e.isType()).thenComparing(e -> e.prefix)).toList();
  }

  private int next(String prefix) {
    return counts.merge(prefix, 1, Integer::sum) - 1;
  }

  private static Object key(Object thing) {
    return thing instanceof LocationAttr(Location location) ? location : thing;
  }

  private static String prefix(Object thing) {
    return switch (thing) {
      case AffineMapAttr _ -> "map";
      case IntegerSetAttr _ -> "set";
      case Location _ -> "loc";
      case DistinctAttr a -> a.value() instanceof UnitAttr ? null : "distinct";
      case DialectAttribute a -> a.alias();
      case TupleType t -> t.types().size() > LARGE_TUPLE ? "tuple" : null;
      case DialectType t -> t.alias();
      default -> null;
    };
  }

  /** Returns the depth; 0 when neither {@code thing} nor a part of it has a name. */
  private int visit(Object thing, boolean withType, boolean deferrable, Entry around) {
    Object key = key(thing);
    String prefix = prefix(key);
    hasDistinct |= key instanceof DistinctAttr;
    if (prefix == null) return aboveParts(key, withType, deferrable, around, 0);
    Entry entry = entries.get(key);
    if (entry == null) {
      entry = new Entry(key, prefix, deferrable, next(prefix));
      entries.put(key, entry);
      entry.depth = aboveParts(key, withType, deferrable, entry, 1);
    } else if (!deferrable) {
      entry.defineBefore();
    }
    if (around != null) around.parts.add(entry);
    return entry.depth;
  }

  private int aboveParts(Object thing, boolean withType, boolean deferrable, Entry around, int without) {
    int deepest = 0;
    for (Object part : parts(thing, withType)) deepest = Math.max(deepest, visit(part, true, deferrable, around));
    return deepest == 0 ? without : deepest + 1;
  }

  private static Collection<?> parts(Object thing, boolean withType) {
    return switch (thing) {
      case IntegerAttr _, FloatAttr _ -> List.of();
      case DictionaryAttr(var entries) -> entries.values();
      case ArrayAttr(var values) -> values;
      case TypeAttr(Type type) -> List.of(type);
      case DistinctAttr a -> List.of(a.value());
      case TypedAttr a -> withType ? List.of(a.type()) : List.of();
      case Location l -> parts(l);
      case FunctionType(var inputs, var results) -> both(inputs, results);
      case ComplexType(Type element) -> List.of(element);
      case TupleType(var types) -> types;
      case TensorType(_, Type element, Attribute encoding) -> present(element, encoding);
      case UnrankedTensorType(Type element) -> List.of(element);
      case MemRefType(_, Type element, Attribute layout, Attribute space) -> present(element, layout, space);
      case UnrankedMemRefType(Type element, Attribute space) -> present(element, space);
      case VectorType v -> List.of(v.elementType());
      default -> List.of();
    };
  }

  private static List<?> parts(Location location) {
    return switch (location) {
      case Location.Unknown _, Location.FileLineCol _ -> List.of();
      case Location.Name(_, Location child) -> child instanceof Location.Unknown ? List.of() : List.of(child);
      case Location.CallSite(Location callee, Location caller) -> List.of(callee, caller);
      case Location.Fused(var locations, Attribute metadata) -> metadata == null ? locations : both(List.of(metadata), locations);
    };
  }

  private static List<Object> both(List<?> first, List<?> second) {
    var all = new ArrayList<Object>(first);
    all.addAll(second);
    return all;
  }

  private static List<Object> present(Object... things) {
    var present = new ArrayList<>();
    for (Object thing : things) {
      if (thing != null) present.add(thing);
    }
    return present;
  }
}
