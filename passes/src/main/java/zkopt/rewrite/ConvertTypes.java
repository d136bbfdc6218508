package zkopt.rewrite;

import java.util.List;
import zkopt.ir.Operation;
import zkopt.ir.OperationState;
import zkopt.ir.Region;
import zkopt.ir.TypeAttr;
import zkopt.ir.Value;

/**
 * Keeps the kind of operation and converts its types: operands, results, the arguments of its regions, and type attributes such as
 * {@code function_type}.
 */
public record ConvertTypes<O extends Operation>(Class<O> root) implements ConversionRewrite<O> {
  @Override
  public boolean matchAndRewrite(O op, List<Value> operands, ConversionRewriter rewriter) {
    var results = rewriter.types().convert(op.resultTypes());
    if (results == null) return rewriter.matchFailure("a result type is not convertible");
    var state = new OperationState(op.spec(), op.location()).operands(operands).results(results).successors(op.successors());
    op.attributes().forEach((name, value) -> state.attribute(name, value instanceof TypeAttr(var type) ? new TypeAttr(rewriter.convert(type)) : value));
    for (Region region : op.regions()) {
      rewriter.convertArguments(region);
      state.region(new Region());
      state.regions.getLast().takeBody(region);
    }
    rewriter.replaceOp(op, rewriter.<Operation>create(state));
    return true;
  }
}
