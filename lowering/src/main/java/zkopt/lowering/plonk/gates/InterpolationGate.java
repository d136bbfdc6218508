package zkopt.lowering.plonk.gates;

import zkopt.dialect.fixed.Interpolation;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.UnaryOp;

/**
 * y = a function of x by line segments, as {@link Interpolation#evaluate} has it: x less the start of the domain is cut into a segment and
 * a place in it, and the knots at both ends of the segment are looked up:
 *
 * <pre>x - start = place + 2^p segment,  (segment, k0) and (segment + 1, k1) in the table,
 * 2^p k0 + (k1 - k0) place + 2^(s-1) = 2^s y + r,  0 <= r < 2^s</pre>
 *
 * <p>Soundness: the table has rows for 0 .. 2^b, so that both lookups bound the segment to b bits; the place has p bits; hence the cut is
 * the only one, and an x outside of the domain has none. The knots follow, y and r are range-checked, and one quotient and remainder
 * fit. No wrap: the knots are known, and the largest of both sides together stay below the modulus.
 */
public record InterpolationGate(UnaryOp.Kind kind, QType argument, QType result) implements Gate {
  @Override
  public String name() {
    return kind.spec().name().substring("fixed.".length()) + "_" + Names.of(argument) + "_to_" + Names.of(result);
  }

  @Override
  public void build(GateBuilder g) {
    Interpolation segments = kind.interpolation();
    int p = segments.placeBits(argument);
    int shift = segments.shift(argument, result);
    long largest = 0;
    for (long i = 0; i <= 1L << Interpolation.SEGMENT_BITS; i++) largest = Math.max(largest, Math.abs(segments.knot(i)));
    int knotBits = Long.SIZE - Long.numberOfLeadingZeros(largest);
    g.requireNoWrap(GateBuilder.power(knotBits + p + 1), GateBuilder.power(knotBits + p + 1), GateBuilder.power(result.magnitudeBits() + shift),
        GateBuilder.power(shift));
    String table = g.library().knotTable(kind);

    var x = g.input("x", argument);
    Cell y = g.output("y", result);
    Cell segment = g.cell("segment");
    Cell first = g.cell("k0");
    Cell second = g.cell("k1");
    var place = new Unsigned(g, "place", p);
    var value = new Signed(g, result);
    var remainder = new Unsigned(g, "r", shift);

    long start = segments.start() << argument.frac();
    Int offset = x.integer().plus(-start);
    Int segmentInteger = offset.shiftRight(p);
    Int firstInteger = segmentInteger.lookup(table);
    Int secondInteger = segmentInteger.plus(1).lookup(table);
    Int placeInteger = p == 0 ? g.integer(0) : offset.lowBits(p);
    Int rounded = firstInteger.times(1L << p).plus(secondInteger.minus(firstInteger).times(placeInteger)).plus(1L << (shift - 1));
    Int quotient = rounded.shiftRight(shift);
    g.assign(segment, segmentInteger);
    g.assign(first, firstInteger);
    g.assign(second, secondInteger);
    place.assign(placeInteger);
    g.assign(y, quotient);
    value.assign(quotient);
    remainder.assign(rounded.lowBits(shift));

    g.constrainEqual("x is cut into segment and place", x.cell().plus(-start), place.value().plus(segment.times(1L << p)));
    g.lookup(table, segment, first);
    g.lookup(table, segment.plus(1), second);
    g.constrainEqual("y is in range", y, value.value());
    Cell line = first.times(1L << p).plus(second.minus(first).times(place.value()));
    g.constrainEqual("the point on the line is rounded", line.plus(1L << (shift - 1)), y.times(1L << shift).plus(remainder.value()));
  }
}
