package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import zkopt.dialect.fixed.QType;

/**
 * y = c0 * x0 + c1 * x1 + ...: sums, differences, negatives, exact shifts to the left, changes of width.
 *
 * <p>Soundness: y is the linear form in the field. Where the type of y holds whatever values of the input types give, there is nothing
 * more to check; else y is shown to be in the range of its type, and is then the integer, as the form and y together do not reach
 * the modulus.
 *
 * @param operation what the name says: add, sub, ...
 */
public record LinearGate(String operation, List<QType> inputs, List<Long> coefficients, QType output) implements Gate {
  public LinearGate {
    inputs = List.copyOf(inputs);
    coefficients = List.copyOf(coefficients);
  }

  @Override
  public String name() {
    String scale = coefficients.stream().allMatch(c -> Math.abs(c) == 1) ? ""
        : coefficients.stream().map(c -> "c" + Names.of((long) c) + "_").reduce("", String::concat);
    return operation + "_" + scale + Names.of(inputs) + "_to_" + Names.of(output);
  }

  private boolean isSum() {
    return coefficients.equals(List.of(1L, 1L));
  }

  private BigInteger bound() {
    return Stream.iterate(0, i -> i < inputs.size(), i -> i + 1)
        .map(i -> GateBuilder.bound(inputs.get(i)).multiply(BigInteger.valueOf(Math.abs(coefficients.get(i)))))
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  @Override
  public void build(GateBuilder g) {
    var xs = new ArrayList<GateBuilder.Input>();
    for (int i = 0; i < inputs.size(); i++) xs.add(g.input("x" + i, inputs.get(i)));
    Cell y = g.output("y", output);
    Int sum = xs.getFirst().integer().times(coefficients.getFirst());
    Cell form = xs.getFirst().cell().times(coefficients.getFirst());
    for (int i = 1; i < xs.size(); i++) {
      sum = sum.plus(xs.get(i).integer().times(coefficients.get(i)));
      form = form.plus(xs.get(i).cell().times(coefficients.get(i)));
    }
    g.assign(y, sum);
    g.constrainEqual("y is the " + operation, y, form);
    if (isSum() && inputs.stream().allMatch(q -> q.width() <= output.width())) g.neutral(0);
    if (bound().compareTo(GateBuilder.bound(output)) > 0) {
      g.requireNoWrap(bound(), GateBuilder.bound(output));
      var range = Signed.ofType(g, output);
      range.assign(sum);
      g.constrainEqual("y is in range", y, range.value());
    }
  }
}
