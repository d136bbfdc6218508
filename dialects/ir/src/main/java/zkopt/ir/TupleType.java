package zkopt.ir;

import java.util.List;
import java.util.stream.Collectors;

/** {@code tuple<i32, f32>}. */
public record TupleType(List<Type> types) implements Type {
  public TupleType {
    types = List.copyOf(types);
  }

  @Override
  public String toString() {
    return types.stream().map(Type::toString).collect(Collectors.joining(", ", "tuple<", ">"));
  }
}
