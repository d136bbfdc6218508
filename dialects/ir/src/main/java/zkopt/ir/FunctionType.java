package zkopt.ir;

import java.util.List;
import zkopt.ir.text.AttributePrinter;

/** {@code (inputs) -> results}. */
public record FunctionType(List<Type> inputs, List<Type> results) implements Type {
  public FunctionType {
    inputs = List.copyOf(inputs);
    results = List.copyOf(results);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.type(this);
  }
}
