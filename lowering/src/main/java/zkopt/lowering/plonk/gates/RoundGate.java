package zkopt.lowering.plonk.gates;

import java.math.BigInteger;
import java.util.List;
import zkopt.dialect.fixed.QType;

/**
 * y = round_half_up(x / 2^s), or the larger of that and zero, for x a sum or a product of the inputs. The rounded value q must fit its
 * type ({@link Signed}), the remainder r is apart, both range-checked:
 *
 * <pre>x + 2^(s-1) = q * 2^s + r,  0 <= r < 2^s</pre>
 *
 * <p>Soundness: for a given integer x there is one quotient and one remainder below 2^s, so that the equation leaves q no choice. No wrap: the largest x and the largest right-hand side together
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

    /** No magnitude of the value is larger. */
    BigInteger bound();

    /** Declares the inputs. @param defined whether the gate says what the value is, so that the first input needs no cell unless it is a factor */
    default Sourced declare(GateBuilder g, boolean defined) {
      boolean product = this instanceof Product;
      QType type = inputs().getFirst();
      var first = defined && !product ? g.virtualInput("x", type) : g.input("x", type);
      return new Sourced(g, this, first, inputs().size() == 1 ? null : g.input(product ? "z" : "addend", inputs().get(1)));
    }
  }

  /** A value, usually a sum of a contraction; it needs no cell, being defined by the equation. */
  public record Value(QType type) implements Source {
    @Override
    public List<QType> inputs() {
      return List.of(type);
    }

    @Override
    public BigInteger bound() {
      return GateBuilder.bound(type);
    }
  }

  /**
   * A value as in {@link Value}, or its negative, plus a multiple of one that has a cell: a sum with a bias, or with what is shifted to the left; a
   * difference.
   *
   * @param sign 1 or -1
   * @param factor what the addend is multiplied by
   */
  public record Biased(QType type, QType addend, int sign, long factor) implements Source {
    public Biased {
      if (Math.abs(sign) != 1) throw new IllegalArgumentException("sign " + sign);
    }

    /** A sum. */
    public Biased(QType type, QType addend) {
      this(type, addend, 1, 1);
    }

    /** For the names of gates. */
    String text() {
      return sign == 1 && factor == 1 ? "add_" : "add_c" + Names.of(sign) + "_c" + Names.of(factor) + "_" + Names.of(addend) + "_";
    }

    @Override
    public List<QType> inputs() {
      return List.of(type, addend);
    }

    @Override
    public BigInteger bound() {
      return GateBuilder.bound(type).add(GateBuilder.bound(addend).multiply(BigInteger.valueOf(Math.abs(factor))));
    }
  }

  /** The product of two values that have cells. */
  public record Product(QType lhs, QType rhs) implements Source {
    @Override
    public List<QType> inputs() {
      return List.of(lhs, rhs);
    }

    @Override
    public BigInteger bound() {
      return GateBuilder.bound(lhs).multiply(GateBuilder.bound(rhs));
    }
  }

  @Override
  public String name() {
    String what = switch (source) {
      case Value _ -> shift > 0 ? "rescale_" : relu ? "" : "narrow_";
      case Biased biased -> (shift > 0 ? "rescale_" : "") + biased.text();
      case Product(var lhs, var rhs) -> "mul_" + (shift > 0 ? "rescale_" : "") + Names.of(List.of(lhs, rhs)) + "_";
    };
    return what + (relu ? "relu_" : "") + (shift > 0 ? "s" + shift + "_" : "") + Names.of(rounded);
  }

  @Override
  public void build(GateBuilder g) {
    long half = shift == 0 ? 0 : 1L << (shift - 1);
    g.requireNoWrap(source.bound(), GateBuilder.power(rounded.magnitudeBits() + shift), GateBuilder.power(shift));
    var x = source.declare(g, true);
    Cell y = g.output("y", rounded);
    var quotient = relu ? new Signed(g, rounded) : Signed.ofType(g, rounded);
    var remainder = new Unsigned(g, "r", shift);

    Int shifted = x.integer().plus(half);
    Int q = shifted.shiftRight(shift);
    quotient.assign(q);
    remainder.assign(shift == 0 ? shifted : shifted.lowBits(shift));
    g.assign(y, relu ? q.max(g.integer(0)) : q);

    Cell value = quotient.value().times(1L << shift);
    if (shift > 0) value = value.plus(remainder.value()).plus(-half);
    x.equal(value, "product is rounded");
    g.constrainEqual(relu ? "y is the positive part" : "y is the quotient", y, relu ? quotient.positivePart() : quotient.value());
  }
}
