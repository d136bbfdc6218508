package zkopt.ir;

/** A type: an immutable value, compared by content. {@link #toString} is its MLIR text. */
public interface Type {}
