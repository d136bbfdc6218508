package zkopt.ir;

/** A compile-time constant: an immutable value, compared by content. {@link #toString} is its MLIR text. */
public interface Attribute {}
