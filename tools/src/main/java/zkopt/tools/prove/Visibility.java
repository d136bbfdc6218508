package zkopt.tools.prove;

/** Who sees a model's inputs or outputs. */
enum Visibility {
  /** The prover alone. */
  PRIVATE,
  /** Everybody: they are part of the statement. */
  PUBLIC
}
