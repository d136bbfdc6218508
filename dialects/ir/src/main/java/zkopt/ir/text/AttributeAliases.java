package zkopt.ir.text;

import java.util.LinkedHashMap;
import java.util.Map;
import zkopt.ir.Attribute;
import zkopt.ir.IntegerSetAttr;

/** Names for the affine maps and sets of a module, {@code #map}, {@code #map1}, {@code #set}, in order of first use. */
final class AttributeAliases {
  private final Map<Attribute, String> names = new LinkedHashMap<>();
  private int maps;
  private int sets;

  /** The alias of an affine map or set; made when it is new. */
  String name(Attribute attribute) {
    return names.computeIfAbsent(attribute, a -> {
      boolean isSet = a instanceof IntegerSetAttr;
      int number = isSet ? sets++ : maps++;
      return (isSet ? "#set" : "#map") + (number == 0 ? "" : number);
    });
  }

  /** The definitions, maps first. */
  String definitions() {
    var text = new StringBuilder();
    names.forEach((attribute, name) -> append(text, attribute, name, false));
    names.forEach((attribute, name) -> append(text, attribute, name, true));
    return text.toString();
  }

  private static void append(StringBuilder text, Attribute attribute, String name, boolean sets) {
    if (attribute instanceof IntegerSetAttr == sets) text.append(name).append(" = ").append(attribute).append('\n');
  }
}
