package zkopt.transforms;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
    forEach(op, (_, name) -> names.add(name));
    return names;
  }

  /** Calls {@code visit} with each operation, {@code op} and those inside, and each name that it uses, as often as it does. */
  static void forEach(Operation op, BiConsumer<Operation, String> visit) {
    op.walk(user -> user.attributes().values().forEach(a -> collect(a, name -> visit.accept(user, name))));
  }

  /** As {@link #forEach}, without what stands in symbol tables, {@code op} included, for these have names of their own. */
  static void forEachInScope(Operation op, BiConsumer<Operation, String> visit) {
    op.attributes().values().forEach(a -> collect(a, name -> visit.accept(op, name)));
    if (op instanceof Traits.SymbolTable) return;
    op.regions().forEach(r -> r.blocks().forEach(b -> b.operations().forEach(o -> forEachInScope(o, visit))));
  }

  private static void collect(Attribute attribute, Consumer<String> names) {
    switch (attribute) {
      case SymbolRefAttr(String root, var nested) -> {
        names.accept(root);
        nested.forEach(names);
      }
      case ArrayAttr(var values) -> values.forEach(a -> collect(a, names));
      case DictionaryAttr(Map<String, Attribute> entries) -> entries.values().forEach(a -> collect(a, names));
      default -> { }
    }
  }
}
