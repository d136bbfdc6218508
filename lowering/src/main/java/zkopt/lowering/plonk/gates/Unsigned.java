package zkopt.lowering.plonk.gates;

import java.util.ArrayList;
import java.util.List;

/**
 * Auxiliary cells that hold an integer of exactly {@code bits} bits, least part first: whole limbs, each looked up in the range
 * table, and what is left over as single bits (up to {@link #MAX_SINGLE_BITS}) or as a shorter limb.
 *
 * <p>Soundness: a limb cell l of the range table has 0 <= l < 2^L. A shorter limb of k bits has, besides, l * 2^(L-k) in the table:
 * as l * 2^(L-k) < 2^(2L) < p there is no wrap, so that l < 2^k. A bit b has b * (b - 1) = 0.
 */
public final class Unsigned {
  private static final int MAX_SINGLE_BITS = 2;

  private final GateBuilder gate;
  private final int bits;
  private final List<Part> parts = new ArrayList<>();

  private Cell value;

  private record Part(Cell cell, int shift, int bits) {}

  /** Declares the cells, named {@code prefix} and a number. */
  public Unsigned(GateBuilder gate, String prefix, int bits) {
    this.gate = gate;
    this.bits = bits;
    int limb = gate.library().limbBits();
    int at = 0;
    for (; bits - at >= limb; at += limb) parts.add(new Part(gate.limb(prefix + parts.size()), at, limb));
    if (bits - at > MAX_SINGLE_BITS) {
      parts.add(new Part(gate.shortLimb(prefix + parts.size(), bits - at), at, bits - at));
    } else {
      for (; at < bits; at++) parts.add(new Part(gate.bit(prefix + parts.size()), at, 1));
    }
  }

  int bits() {
    return bits;
  }

  /** The number of bits, {@code bits} at least, that takes the fewest cells and lookups: a whole limb costs less than a shorter one. */
  static int cheapBits(int bits, int limbBits) {
    return bits % limbBits <= MAX_SINGLE_BITS ? bits : Math.ceilDiv(bits, limbBits) * limbBits;
  }

  /** The integer as an expression in the cells; zero for no bits. */
  public Cell value() {
    if (value == null) value = sum();
    return value;
  }

  private Cell sum() {
    return parts.stream().map(p -> p.cell.times(1L << p.shift)).reduce(Cell::plus).orElseGet(() -> gate.constant(0));
  }

  /** Sets the cells to a value that is known to be in range when the prover is honest; otherwise the top part is out of range. */
  public void assign(Int value) {
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      Int shifted = value.shiftRight(part.shift);
      gate.assign(part.cell, i == parts.size() - 1 ? shifted : shifted.lowBits(part.bits));
    }
  }
}
