package zkopt.protocol.constraint;

/** A group of columns that is committed in one tree, in the order of the rounds; the instance is known and not committed. */
public enum Oracle {
  /** Selectors, tables, constants, then the permutation's sigma columns. Committed at setup, unsalted: it is public. */
  FIXED,
  /** The weights. Committed at setup. */
  WEIGHTS,
  /** The witness, then the multiplicities of the tables. Committed in phase 1. */
  WITNESS,
  /** Extension columns, three base columns each: accumulators, permutation products, lookup sums. Committed in phase 2. */
  PHASE2,
  /** Extension columns: the chunks of the quotient, then the mask of the batch. */
  QUOTIENT,
  /** Public values. */
  INSTANCE;

  /** Whether the oracle is committed at setup, so that its root is in the key and in no proof. */
  public boolean isOfSetup() {
    return this == FIXED || this == WEIGHTS;
  }

  /** Whether the oracle holds private columns, so that its leaves are salted. */
  public boolean isPrivate() {
    return this != FIXED && this != INSTANCE;
  }
}
