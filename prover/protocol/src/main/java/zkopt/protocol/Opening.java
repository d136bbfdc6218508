package zkopt.protocol;

import zkopt.protocol.constraint.Oracle;

/** A base column opened at {@code zeta * w^rotation}. */
public record Opening(Oracle oracle, int column, int rotation) {}
