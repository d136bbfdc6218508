package zkopt.lowering.plonk.gates;

import java.util.List;
import java.util.stream.Collectors;
import zkopt.dialect.fixed.QType;

/** How parameters are spelled in the names of gates. */
final class Names {
  private Names() {}

  static String of(QType type) {
    return "q" + type.width() + "_" + type.frac();
  }

  static String of(List<QType> types) {
    return types.stream().map(Names::of).collect(Collectors.joining("_"));
  }

  /** {@code 3}, or {@code n3} for -3. */
  static String of(long number) {
    return number < 0 ? "n" + -number : Long.toString(number);
  }
}
