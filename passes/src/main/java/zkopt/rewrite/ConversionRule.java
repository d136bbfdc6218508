package zkopt.rewrite;

import java.util.List;
import zkopt.ir.Operation;
import zkopt.ir.Value;

/** One of a family of conversion rewrites, written as a function. */
public record ConversionRule<O extends Operation>(String name, Class<O> root, Body<O> body) implements ConversionRewrite<O> {
  /** What {@link #matchAndRewrite} does. */
  public interface Body<O> {
    boolean apply(O op, List<Value> operands, ConversionRewriter rewriter);
  }

  @Override
  public boolean matchAndRewrite(O op, List<Value> operands, ConversionRewriter rewriter) {
    return body.apply(op, operands, rewriter);
  }
}
