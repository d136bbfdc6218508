package zkopt.assigner;

/** A polynomial in the challenge x: coefficient {@code values[i]}, a value number, stands before the power {@code powers.get(i)}. */
record Polynomial(int[] values, Powers powers) {
  int size() {
    return values.length;
  }
}
