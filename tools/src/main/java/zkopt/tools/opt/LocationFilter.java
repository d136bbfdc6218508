package zkopt.tools.opt;

import java.util.List;
import zkopt.ir.Location;

/** Places in files, one of which a location is, or holds: {@code file}, {@code file:line} or {@code file:line:column}. No filter matches all. */
final class LocationFilter {
  /** A line or column of 0 is any. */
  private record Place(String file, int line, int column) {
    boolean is(Location.FileLineCol location) {
      return file.equals(location.file()) && (line == 0 || line == location.line()) && (column == 0 || column == location.column());
    }
  }

  private final List<Place> places;

  /** @throws IllegalArgumentException whose message says which filter is none */
  LocationFilter(List<String> filters) {
    places = filters.stream().map(LocationFilter::parse).toList();
  }

  boolean matches(Location location) {
    return places.isEmpty() || switch (location) {
      case Location.FileLineCol place -> places.stream().anyMatch(p -> p.is(place));
      case Location.Name name -> matches(name.child());
      case Location.CallSite site -> matches(site.callee()) || matches(site.caller());
      case Location.Fused fused -> fused.locations().stream().anyMatch(this::matches);
      case Location.Unknown _ -> false;
    };
  }

  private static Place parse(String filter) {
    String[] parts = filter.split(":", -1);
    if (parts[0].isEmpty() || parts.length > 3) throw new IllegalArgumentException("invalid location filter: '" + filter + "'");
    return new Place(parts[0], number(parts, 1, filter), number(parts, 2, filter));
  }

  private static int number(String[] parts, int at, String filter) {
    if (at >= parts.length) return 0;
    if (parts[at].matches("[1-9][0-9]{0,8}")) return Integer.parseInt(parts[at]);
    throw new IllegalArgumentException("invalid location filter: '" + filter + "'");
  }
}
