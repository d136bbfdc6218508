package zkopt.circuit;

import java.util.List;

/**
 * A lookup table in fixed columns: each usable row holds the tuple {@code values}, tag first. Several tables may share the columns one
 * below the other, told apart by the tag. Shorter tuples are continued with zeros when compared.
 */
public record Table(String name, List<Expr> values) {
  public Table {
    values = List.copyOf(values);
  }
}
