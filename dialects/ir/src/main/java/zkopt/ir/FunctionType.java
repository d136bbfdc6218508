package zkopt.ir;

import java.util.List;
import java.util.stream.Collectors;

/** {@code (inputs) -> results}. */
public record FunctionType(List<Type> inputs, List<Type> results) implements Type {
  public FunctionType {
    inputs = List.copyOf(inputs);
    results = List.copyOf(results);
  }

  @Override
  public String toString() {
    return "(" + join(inputs) + ") -> " + resultsText(results);
  }

  /** Results as they stand after an arrow: bare when one and not itself a function. */
  public static String resultsText(List<Type> results) {
    return results.size() == 1 && !(results.getFirst() instanceof FunctionType)
        ? results.getFirst().toString()
        : "(" + join(results) + ")";
  }

  private static String join(List<Type> types) {
    return types.stream().map(Type::toString).collect(Collectors.joining(", "));
  }
}
