package zkopt.rewrite;

import java.util.List;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** A rewrite rule of a dialect conversion: as {@link Rewrite}, but it is given the operands in their converted types. */
public interface ConversionRewrite<O extends Operation> {
  Class<O> root();

  /**
   * Replaces {@code op} by operations that are legal, or that other rules make legal. Nothing may have been changed when this returns
   * false: {@code return rewriter.matchFailure("why")}.
   *
   * @param operands of {@code op}, in the types that the type converter gives
   */
  boolean matchAndRewrite(O op, List<Value> operands, ConversionRewriter rewriter);

  default int benefit() {
    return 1;
  }

  default String name() {
    return getClass().getSimpleName();
  }
}
