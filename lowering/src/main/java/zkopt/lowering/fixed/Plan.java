package zkopt.lowering.fixed;

import zkopt.dialect.fixed.BinaryOp;
import zkopt.dialect.fixed.QType;
import zkopt.dialect.fixed.UnaryOp;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** What becomes of a float scalar: a tree of fixed-point operations over what is read, made before any IR changes. */
sealed interface Plan {
  /** A float constant, whose format its use decides. */
  record Constant(double value) implements Plan {}

  /** An element of constant data, whose format its use decides. {@code load} reads it. */
  record Weight(Operation load, WeightData data) implements Plan {}

  /** A value of known format. */
  sealed interface Typed extends Plan {
    QType type();

    Interval bounds();

    default int frac() {
      return type().frac();
    }
  }

  /** @param error how far it is from the constant that it stands for */
  record Literal(long value, QType type, double error) implements Typed {
    /** Exactly. */
    Literal(long value, QType type) {
      this(value, type, 0);
    }

    @Override
    public Interval bounds() {
      return Interval.point(value);
    }
  }

  /** {@link Weight} in a format. */
  record WeightAt(Operation load, WeightData.Quantized data) implements Typed {
    @Override
    public QType type() {
      return data.type();
    }

    @Override
    public Interval bounds() {
      return data.bounds();
    }
  }

  /** A value that stays, retyped: loaded from a buffer, or carried by a loop. */
  record Read(Value value, Storage storage) implements Typed {
    @Override
    public QType type() {
      return storage.type();
    }

    @Override
    public Interval bounds() {
      return storage.bounds();
    }
  }

  record Binary(BinaryOp.Kind kind, Typed a, Typed b, QType type, Interval bounds) implements Typed {}

  record Unary(UnaryOp.Kind kind, Typed a, QType type, Interval bounds) implements Typed {}

  record Rescale(Typed a, QType type, Interval bounds) implements Typed {}

  /** A quotient or a rescale that rounds to whole numbers because the model does, not because the format ends there. */
  record Whole(Typed rounding) implements Typed {
    @Override
    public QType type() {
      return rounding.type();
    }

    @Override
    public Interval bounds() {
      return rounding.bounds();
    }
  }
}
