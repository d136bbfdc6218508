package zkopt.transforms;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import zkopt.ir.ArrayAttr;
import zkopt.ir.Attribute;
import zkopt.ir.DictionaryAttr;
import zkopt.ir.Operation;
import zkopt.ir.SymbolRefAttr;
import zkopt.ir.Traits;

/** The symbols that operations name in their attributes. */
final class SymbolUses {
  private SymbolUses() {}

  /** The names, nested ones included, that {@code op} and the operations inside use. */
  static Set<String> in(Operation op) {
    var names = new HashSet<String>();
    op.walk(o -> o.attributes().values().forEach(a -> collect(a, names)));
    return names;
  }

  /** Whether an operation inside {@code root} names {@code symbol}; what it does itself does not count. */
  static boolean isNamedIn(Operation root, Operation symbol) {
    String name = ((Traits.Symbol) symbol).symbolName();
    var named = new boolean[1];
    root.walk(o -> named[0] |= !symbol.isAncestorOf(o) && o.attributes().values().stream().anyMatch(a -> names(a).contains(name)));
    return named[0];
  }

  private static Set<String> names(Attribute attribute) {
    var names = new HashSet<String>();
    collect(attribute, names);
    return names;
  }

  private static void collect(Attribute attribute, Set<String> names) {
    switch (attribute) {
      case SymbolRefAttr(String root, var nested) -> {
        names.add(root);
        names.addAll(nested);
      }
      case ArrayAttr(var values) -> values.forEach(a -> collect(a, names));
      case DictionaryAttr(Map<String, Attribute> entries) -> entries.values().forEach(a -> collect(a, names));
      default -> { }
    }
  }
}
