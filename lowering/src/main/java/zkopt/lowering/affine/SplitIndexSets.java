package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.builtin.ModuleOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.dialect.memref.GlobalOp;
import zkopt.dialect.plonk.PlonkDialect;
import zkopt.ir.FloatAttr;
import zkopt.ir.FloatType;
import zkopt.ir.IRMapping;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Remark;
import zkopt.ir.Value;
import zkopt.lowering.Buffers;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.rewrite.GreedyRewriteDriver;

/**
 * Index-set splitting [Griebl, Feautrier, Lengauer 2000]: a loop in which a public truth value chooses what is computed becomes two, at the
 * place where that value changes, if that is an affine function of the counters around. What lies behind a causal mask is then not
 * computed at all:
 *
 * <pre>
 * for j = 0 to n { y[i, j] = select(mask[i, j], c, f(x[i, j])) }              mask[i, j] = j &gt; i
 *   -&gt;  for j = 0 to i + 1 { y[i, j] = f(x[i, j]) }    for j = i + 1 to n { y[i, j] = c }
 * </pre>
 *
 * The iterations keep their order, so that this is always right. It is done to loops without loops inside, of constant bounds, where a buffer that one
 * side reads the other does not.
 */
@Pass.Named(value = "split-index-sets", summary = "cut loops in two where a public truth value changes")
@Pass.Statistic(value = "num-split", description = "Number of loops cut in two")
public record SplitIndexSets() implements Pass {
  @Override
  public String anchor() {
    return FuncOp.SPEC.name();
  }

  @Override
  public void run(Operation function, PassContext context) {
    var loops = new ArrayList<ForOp>();
    function.walk(ForOp.class, loops::add);
    for (ForOp loop : loops) {
      if (!splitByOneOf(loop, context)) continue;
      context.remark(Remark.Kind.PASSED, "Split", loop, () -> "the loop was cut where a public truth value changes");
      context.count("num-split", 1);
    }
  }

  private static boolean splitByOneOf(ForOp loop, PassContext context) {
    for (Operation op : loop.body().operations()) {
      if (!op.regions().isEmpty()) return false;
    }
    for (Operation op : loop.body().operations()) {
      GlobalOp mask = op instanceof LoadOp load ? publicData(load) : null;
      var boundary = mask == null ? null : MaskBoundary.of((LoadOp) op, mask);
      if (boundary != null && split(op, boundary, context)) return true;
    }
    return false;
  }

  private static GlobalOp publicData(LoadOp load) {
    if (!(load.memref().definingOp() instanceof GetGlobalOp get) || !(load.result().type() instanceof FloatType)) return null;
    return load.parentOfType(ModuleOp.class).lookup(get.global()) instanceof GlobalOp global && global.isConstant() && global.initialValue() != null
        && global.attribute(PlonkDialect.PUBLIC) != null ? global : null;
  }

  private static boolean split(Operation load, MaskBoundary boundary, PassContext context) {
    ForOp loop = boundary.loop();
    ForOp first = side(load, loop, boundary.before(), context);
    ForOp second = side(load, loop, boundary.after(), context);
    Set<Value> read = buffersRead(first);
    Set<Value> readLater = buffersRead(second);
    boolean saves = !(read.isEmpty() && readLater.isEmpty()) && read.stream().noneMatch(readLater::contains);
    if (saves) boundary.cut(first, second);
    for (ForOp unused : saves ? List.of(loop) : List.of(first, second)) unused.erase();
    return saves;
  }

  /** A copy of the loop in front of it, with the truth value known. */
  private static ForOp side(Operation load, ForOp loop, double value, PassContext context) {
    int at = loop.body().operations().indexOf(load);
    var copy = (ForOp) OpBuilder.before(loop).insert(loop.clone(new IRMapping()));
    var body = new ArrayList<>(copy.body().operations());
    Operation known = body.get(at);
    var constant = ConstantOp.create(OpBuilder.before(known), load.location(), new FloatAttr(value, (FloatType) load.result().type()));
    known.result().replaceAllUsesWith(constant.result());
    body.addFirst(constant);
    GreedyRewriteDriver.applyTo(copy, body, List.of(), context.ir());
    return copy;
  }

  /** What is computed that the loop reads. */
  private static Set<Value> buffersRead(ForOp loop) {
    var read = new HashSet<Value>();
    loop.walk(LoadOp.class, load -> {
      Value base = Buffers.base(load.memref());
      if (!(base.definingOp() instanceof GetGlobalOp)) read.add(base);
    });
    return read;
  }
}
