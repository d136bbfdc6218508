package zkopt.ir.text;

import java.util.function.Function;
import java.util.stream.Collectors;
import zkopt.ir.AsmText;
import zkopt.ir.Attribute;
import zkopt.ir.Location;

/**
 * The text of locations.
 *
 * @param pretty as humans write them, without {@code loc(...)}; cannot be read back
 * @param alias the name of a location, or null
 * @param metadata the text of the attribute of a fused location
 */
record LocationPrinter(boolean pretty, Function<Location, String> alias, Function<Attribute, String> metadata) {
  /** As it stands behind an operation. */
  String trailing(Location location) {
    String name = pretty ? null : alias.apply(location);
    return name == null ? definition(location) : "loc(" + name + ")";
  }

  /** In full, whatever name it has; its parts by their names. */
  String definition(Location location) {
    return pretty ? text(location) : "loc(" + text(location) + ")";
  }

  private String part(Location location) {
    String name = alias.apply(location);
    return name == null ? text(location) : name;
  }

  private String text(Location location) {
    return switch (location) {
      case Location.Unknown _ -> pretty ? "[unknown]" : "unknown";
      case Location.FileLineCol(String file, int line, int column) -> (pretty ? file : AsmText.quote(file)) + ":" + line + ":" + column;
      case Location.Name(String name, Location child) -> AsmText.quote(name) + (child instanceof Location.Unknown ? "" : "(" + part(child) + ")");
      case Location.CallSite(Location callee, Location caller) -> pretty
          ? part(callee) + (callee instanceof Location.Name && caller instanceof Location.FileLineCol ? "" : "\n") + " at " + part(caller)
          : "callsite(" + part(callee) + " at " + part(caller) + ")";
      case Location.Fused(var locations, Attribute attribute) -> (pretty ? "" : "fused")
          + (attribute == null ? "" : "<" + metadata.apply(attribute) + ">")
          + locations.stream().map(this::part).collect(Collectors.joining(", ", "[", "]"));
    };
  }
}
