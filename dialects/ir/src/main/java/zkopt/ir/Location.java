package zkopt.ir;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where an operation came from. {@link #toString} is the text inside {@code loc(...)}. */
public sealed interface Location {
  Location UNKNOWN = new Unknown();

  record Unknown() implements Location {
    @Override
    public String toString() {
      return "unknown";
    }
  }

  /** {@code "file":line:column}. */
  record FileLineCol(String file, int line, int column) implements Location {
    @Override
    public String toString() {
      return AsmText.quote(file) + ":" + line + ":" + column;
    }
  }

  /** {@code "name"} or {@code "name"(child)}: for us, the name of an ONNX node. */
  record Name(String name, Location child) implements Location {
    public Name(String name) {
      this(name, UNKNOWN);
    }

    @Override
    public String toString() {
      return AsmText.quote(name) + (child instanceof Unknown ? "" : "(" + child + ")");
    }
  }

  record CallSite(Location callee, Location caller) implements Location {
    @Override
    public String toString() {
      return "callsite(" + callee + " at " + caller + ")";
    }
  }

  /** {@code fused<metadata>[a, b]}; {@code metadata} may be null. */
  record Fused(List<Location> locations, Attribute metadata) implements Location {
    public Fused {
      locations = List.copyOf(locations);
    }

    @Override
    public String toString() {
      return "fused" + (metadata == null ? "" : "<" + metadata + ">")
          + locations.stream().map(Location::toString).collect(Collectors.joining(", ", "[", "]"));
    }
  }

  /** One location for what came from several: duplicates dropped, unknown ones ignored. */
  static Location fuse(List<Location> locations) {
    return fuse(locations, null);
  }

  /** The same with {@code metadata}, which may be null; fused locations of the same metadata are taken apart. */
  static Location fuse(List<Location> locations, Attribute metadata) {
    var distinct = locations.stream()
        .flatMap(l -> l instanceof Fused f && Objects.equals(f.metadata(), metadata) ? f.locations().stream() : Stream.of(l))
        .filter(l -> !(l instanceof Unknown)).distinct().toList();
    if (metadata != null) return new Fused(distinct.isEmpty() ? List.of(UNKNOWN) : distinct, metadata);
    return switch (distinct.size()) {
      case 0 -> UNKNOWN;
      case 1 -> distinct.getFirst();
      default -> new Fused(distinct, null);
    };
  }

  /** The name of the ONNX node (the outermost {@link Name}) that this location stems from, if any. */
  default Optional<String> nodeName() {
    return switch (this) {
      case Name(String name, _) -> Optional.of(name);
      case CallSite c -> c.callee().nodeName();
      case Fused f -> f.locations().stream().flatMap(l -> l.nodeName().stream()).findFirst();
      case Unknown _, FileLineCol _ -> Optional.empty();
    };
  }
}
