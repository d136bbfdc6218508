package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import java.util.List;
import zkopt.dialect.fixed.QType;

/**
 * y = round_half_up(x / 2^s), or the larger of that and zero, for x a sum or a product of the inputs. The rounded value must fit its
 * type: it is pinned as sign and magnitude, the remainder r apart, both range-checked:
 *
 * <pre>x + 2^(s-1) = (1 - 2 neg) * mag * 2^s + r,  0 <= r < 2^s</pre>
 *
 * <p>Soundness: for a given integer x there is one quotient and one remainder below 2^s, so that the equation leaves (1 - 2 neg) * mag
 * no choice; its sign is free only at zero, where y is 0 either way. No wrap: the largest x and the largest right-hand side together
 * stay below the modulus ({@link GateBuilder#requireNoWrap}). A quotient out of range has no witness.
 *
 * @param source where x comes from
 * @param shift s, not negative; for 0 there is no rounding
 * @param rounded the type of the quotient and of y
 * @param relu whether y is the positive part
 */
public record RoundGate(Source source, int shift, QType rounded, boolean relu) implements Gate {
  /** The value that is rounded. */
  public sealed interface Source {
    List<QType> inputs();
  }

  /** A value, usually a sum of a contraction; it needs no cell, being defined by the equation. */
  public record Value(QType type) implements Source {
    @Override
    public List<QType> inputs() {
      return List.of(type);
    }
  }

  /** A value as in {@link Value} plus one that has a cell, such as a bias. */
  public record Biased(QType type, QType addend) implements Source {
    @Override
    public List<QType> inputs() {
      return List.of(type, addend);
    }
  }

  /** The product of two values that have cells. */
  public record Product(QType lhs, QType rhs) implements Source {
    @Override
    public List<QType> inputs() {
      return List.of(lhs, rhs);
    }
  }

  @Override
  public String name() {
    String what = switch (source) {
      case Value _ -> shift > 0 ? "rescale_" : relu ? "" : "narrow_";
      case Biased _ -> shift > 0 ? "rescale_add_" : "add_";
      case Product(var lhs, var rhs) -> "mul_" + (shift > 0 ? "rescale_" : "") + Names.of(List.of(lhs, rhs)) + "_";
    };
    return what + (relu ? "relu_" : "") + (shift > 0 ? "s" + shift + "_" : "") + Names.of(rounded);
  }

  private BigInteger sourceBound() {
    return switch (source) {
      case Value(var type) -> BigInteger.valueOf(type.max());
      case Biased(var type, var addend) -> BigInteger.valueOf(type.max()).add(BigInteger.valueOf(addend.max()));
      case Product(var lhs, var rhs) -> BigInteger.valueOf(lhs.max()).multiply(BigInteger.valueOf(rhs.max()));
    };
  }

  @Override
  public void build(GateBuilder g) {
    long half = shift == 0 ? 0 : 1L << (shift - 1);
    g.requireNoWrap(sourceBound(), GateBuilder.power(rounded.magnitudeBits() + shift), GateBuilder.power(shift));
    var types = source.inputs();
    var first = source instanceof Product ? g.input("x", types.getFirst()) : g.virtualInput("x", types.getFirst());
    var second = types.size() > 1 ? g.input(source instanceof Product ? "z" : "addend", types.get(1)) : null;
    Cell y = g.output("y", rounded);
    var quotient = new Signed(g, rounded);
    var remainder = new Unsigned(g, "r", shift);

    Int x = switch (source) {
      case Value _ -> first.integer();
      case Biased _ -> first.integer().plus(second.integer());
      case Product _ -> first.integer().times(second.integer());
    };
    Int shifted = x.plus(half);
    Int q = shifted.shiftRight(shift);
    quotient.assign(q);
    remainder.assign(shift == 0 ? shifted : shifted.lowBits(shift));
    g.assign(y, relu ? q.max(g.integer(0)) : q);

    Cell value = quotient.value().times(1L << shift);
    if (shift > 0) value = value.plus(remainder.value()).plus(-half);
    switch (source) {
      case Value _ -> g.define(first, value);
      case Biased _ -> g.define(first, value.minus(second.cell()));
      case Product _ -> g.constrainEqual("product is rounded", first.cell().times(second.cell()), value);
    }
    g.constrainEqual(relu ? "y is the positive part" : "y is the quotient", y, relu ? quotient.positivePart() : quotient.value());
  }
}
