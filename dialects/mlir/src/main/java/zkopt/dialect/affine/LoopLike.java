package zkopt.dialect.affine;

import zkopt.ir.Block;

/** An operation whose one-block region runs once for each point of an index space. */
public interface LoopLike {
  Block body();
}
