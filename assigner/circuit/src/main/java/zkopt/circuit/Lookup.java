package zkopt.circuit;

import java.util.List;

/**
 * On every usable row the tuple of {@code inputs} stands in one of the tables. The first entry is the tag of the table (see
 * {@link Table}); where the gate is off the inputs are all zero, and every table set holds the zero tuple (or the tag is a constant
 * and the lookup is always on, as for limb columns).
 */
public record Lookup(String gate, String name, List<Expr> inputs) {
  public Lookup {
    inputs = List.copyOf(inputs);
  }
}
