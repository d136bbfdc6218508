package zkopt.ir;

import java.util.List;
import zkopt.ir.text.AttributePrinter;

/** {@code tuple<i32, f32>}. */
public record TupleType(List<Type> types) implements Type {
  public TupleType {
    types = List.copyOf(types);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.type(this);
  }
}
