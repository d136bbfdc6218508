package zkopt.lowering.plonk.gates;

import zkopt.dialect.plonk.BinaryOp;
import zkopt.ir.Value;

/** A polynomial in the cells of a gate, in its constraints region. */
public record Cell(GateBuilder gate, Value value) {
  private Cell binary(BinaryOp.Kind kind, Cell other) {
    return new Cell(gate, BinaryOp.create(gate.constraints(), gate.location(), kind, value, other.value).result());
  }

  public Cell plus(Cell other) {
    return binary(BinaryOp.Kind.ADD, other);
  }

  public Cell plus(long c) {
    return c == 0 ? this : c < 0 ? minus(gate.constant(-c)) : plus(gate.constant(c));
  }

  public Cell minus(Cell other) {
    return binary(BinaryOp.Kind.SUB, other);
  }

  public Cell times(Cell other) {
    return binary(BinaryOp.Kind.MUL, other);
  }

  public Cell times(long c) {
    return c == 1 ? this : times(gate.constant(c));
  }

  /** c - this. */
  public Cell subtractedFrom(long c) {
    return gate.constant(c).minus(this);
  }
}
