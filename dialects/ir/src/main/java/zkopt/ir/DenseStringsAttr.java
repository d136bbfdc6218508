package zkopt.ir;

import java.util.HashSet;
import java.util.List;
import zkopt.ir.text.AttributePrinter;

/**
 * {@code dense<["a", "b"]> : tensor<2x!dialect.string>}: constant data of a type that is no number.
 *
 * @param values one when {@code isSplat}, else all, row-major; equal ones become a splat
 */
public record DenseStringsAttr(ShapedType type, List<String> values, boolean isSplat) implements TypedAttr {
  public DenseStringsAttr {
    if (values.size() != (isSplat ? 1 : type.numElements())) throw new IllegalArgumentException(values.size() + " strings for " + type);
    if (!isSplat && new HashSet<>(values).size() == 1) {
      values = List.of(values.getFirst());
      isSplat = true;
    }
    values = List.copyOf(values);
  }

  @Override
  public String toString() {
    return AttributePrinter.PLAIN.attribute(this);
  }
}
