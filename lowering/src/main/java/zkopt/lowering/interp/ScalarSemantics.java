package zkopt.lowering.interp;

/** Told by an operation of a plug-in: what it computes on scalars, so that the interpreter can run it. */
public interface ScalarSemantics {
  /**
   * The word of the only result.
   *
   * @param operands one word for each operand: the integer of an integer or fixed-point value, the bits of the double of a float
   * @throws ArithmeticException when the result does not fit its type
   */
  long evaluate(long[] operands);
}
