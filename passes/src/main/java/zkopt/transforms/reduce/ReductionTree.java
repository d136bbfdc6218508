package zkopt.transforms.reduce;

import java.util.List;
import zkopt.ir.CompileException;
import zkopt.ir.Operation;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Makes the IR small while a test finds it interesting: erases more and more operations (delta debugging, in halves, quarters and so on
 * down to single ones), then attributes that no operation needs. A value that is still used is replaced by an operand of its type, or by
 * a cast from nothing.
 */
@Pass.Named(value = "reduction-tree", summary = "Reduce the input while a test script finds it interesting")
@Pass.Statistic(value = "num-ops-erased", description = "Number of operations erased")
public record ReductionTree(
    @Option("the program that is given a file, and exits with 1 if it is interesting") String test,
    @Option("arguments of the program, before the file") List<String> testArg) implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation op, PassContext context) {
    if (test.isEmpty()) throw new CompileException("a reduction needs a test; give 'test=<program>'");
    var reduction = new Reduction(new InterestingnessTest(test, testArg), op);
    if (!reduction.startsInteresting()) throw context.failure(op, "is not interesting: the test '" + test + "' does not exit with 1");
    reduction.run();
    context.count("num-ops-erased", reduction.erased());
    reduction.moveTo(op);
  }
}
