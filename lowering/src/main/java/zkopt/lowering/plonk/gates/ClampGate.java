package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.QType;

/**
 * y = min(max(x, least), largest), as saturation to an integer type does:
 *
 * <pre>x - y = over - under,  over (largest - y) = 0,  under (y - least) = 0,  least <= y <= largest</pre>
 *
 * where over and under are the positive and the negative part of one signed value.
 *
 * <p>Soundness: only one of over and under is not zero. Where over is not, y is largest and x is more; where under is not, y is least and x
 * is less; else y is x. As y is in range, an x in range leaves only the last. No wrap: x and y and their distance together stay below the
 * modulus.
 */
public record ClampGate(QType argument, long least, long largest, QType result) implements Gate {
  public ClampGate {
    if (least >= largest || !result.holds(least) || !result.holds(largest)) {
      throw new IllegalArgumentException("cannot clamp to " + least + " .. " + largest + " in " + result);
    }
  }

  @Override
  public String name() {
    return "clamp_" + Names.of(argument) + "_" + Names.of(least) + "_" + Names.of(largest) + "_to_" + Names.of(result);
  }

  @Override
  public void build(GateBuilder g) {
    int distanceBits = Math.max(argument.magnitudeBits(), result.magnitudeBits()) + 1;
    if (distanceBits >= QType.MAX_WIDTH) throw new GateLimitException("the argument of a clamp has " + argument.magnitudeBits() + " bits, more than " + (QType.MAX_WIDTH - 2));
    int rangeBits = Long.SIZE - Long.numberOfLeadingZeros(largest - least);
    g.requireNoWrap(GateBuilder.power(argument.magnitudeBits()), GateBuilder.power(result.magnitudeBits()), GateBuilder.power(distanceBits),
        GateBuilder.power(rangeBits));
    var x = g.input("x", argument);
    Cell y = g.output("y", result);
    var beyond = new Signed(g, new QType(distanceBits + 1, 0));
    var above = new Unsigned(g, "above", rangeBits);
    boolean exact = largest - least == (1L << rangeBits) - 1;
    var below = exact ? null : new Unsigned(g, "below", rangeBits);

    Int clamped = x.integer().max(g.integer(least)).min(g.integer(largest));
    g.assign(y, clamped);
    beyond.assign(x.integer().minus(clamped));
    above.assign(clamped.plus(-least));
    g.constrainEqual("x - y is over less under", x.cell().minus(y), beyond.value());
    g.constrain("y is the largest where x is over", beyond.positivePart().times(y.subtractedFrom(largest)));
    g.constrain("y is the least where x is under", beyond.positivePart().minus(beyond.value()).times(y.plus(-least)));
    g.constrainEqual("y is not below the least", y.plus(-least), above.value());
    if (!exact) {
      below.assign(g.integer(largest).minus(clamped));
      g.constrainEqual("y is not above the largest", y.subtractedFrom(largest), below.value());
    }
  }
}
