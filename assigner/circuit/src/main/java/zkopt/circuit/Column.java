package zkopt.circuit;

/** A column of the table: its kind and its index among the columns of that kind. */
public record Column(Kind kind, int index) {
  /** Who fills the column, and when it is committed. */
  public enum Kind {
    /** Public and the same for every proof: selectors, lookup tables, constants. Committed at setup. */
    FIXED,
    /** The model's weights: private, the same for every proof, committed (blinded) once at setup. */
    WEIGHT,
    /** Private, of this proof. Committed in phase 1. */
    WITNESS,
    /** Public values of this proof, from row 0 on, zero below. Not committed: the verifier evaluates it. */
    INSTANCE,
    /** Values of the extension field that depend on challenges. Made by {@link Accumulator} rules, committed in phase 2. */
    ACCUMULATOR
  }

  public static Column fixed(int index) {
    return new Column(Kind.FIXED, index);
  }

  public static Column weight(int index) {
    return new Column(Kind.WEIGHT, index);
  }

  public static Column witness(int index) {
    return new Column(Kind.WITNESS, index);
  }

  public static Column instance(int index) {
    return new Column(Kind.INSTANCE, index);
  }

  public static Column accumulator(int index) {
    return new Column(Kind.ACCUMULATOR, index);
  }
}
