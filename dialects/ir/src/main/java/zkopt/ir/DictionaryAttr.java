package zkopt.ir;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import zkopt.ir.text.AttributePrinter;

/** {@code {a = 1, b}}, sorted by name. */
public record DictionaryAttr(SortedMap<String, Attribute> entries) implements Attribute {
  public static final DictionaryAttr EMPTY = new DictionaryAttr(new TreeMap<>());

  public DictionaryAttr {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  public static DictionaryAttr of(Map<String, Attribute> entries) {
    return new DictionaryAttr(new TreeMap<>(entries));
  }

  public Attribute get(String name) {
    return entries.get(name);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}
