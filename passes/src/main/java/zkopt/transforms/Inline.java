package zkopt.transforms;

import java.util.List;
import zkopt.dialect.cf.BranchOp;
import zkopt.dialect.func.CallOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.func.ReturnOp;
import zkopt.ir.Block;
import zkopt.ir.BlockArgument;
import zkopt.ir.IRMapping;
import zkopt.ir.Location;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;

/**
 * Puts the bodies of functions where they are called, callees first, and removes private functions that nobody calls then. Functions that
 * come to call themselves stay calls, and those of several blocks do where only one block may stand.
 */
@Pass.Named(value = "inline", title = "Inliner", summary = "Inline function calls")
public record Inline(
    @Option(value = "the pipeline that runs on each function before and after calls are inlined there; none when empty", defaultValue = "canonicalize")
    String defaultPipeline) implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var graph = new CallGraph(root);
    for (FuncOp caller : graph.bottomUp()) {
      if (caller.isDeclaration()) continue;
      simplify(caller, context);
      boolean inlined = false;
      for (CallOp call : CallGraph.calls(caller)) {
        FuncOp callee = call.target();
        if (callee == null || callee.isDeclaration() || graph.isRecursive(callee) || !fits(call, callee)) continue;
        inline(call, callee);
        inlined = true;
      }
      if (inlined) simplify(caller, context);
    }
    eraseUnused(root);
  }

  /** From the callers down, so that what only a function that goes had called goes too. */
  private static void eraseUnused(Operation root) {
    for (FuncOp function : new CallGraph(root).bottomUp().reversed()) {
      if (function.isPrivate() && !function.isDeclaration() && !SymbolUses.isNamedIn(root, function)) function.erase();
    }
  }

  private void simplify(FuncOp function, PassContext context) {
    if (defaultPipeline.isEmpty()) return;
    var pipeline = PassPipeline.parse("func.func(" + defaultPipeline + ")", PassRegistry.load());
    if (!new PassManager(context.ir(), pipeline).run(function)) throw context.failure(function, "the default pipeline failed");
  }

  private static boolean fits(CallOp call, FuncOp callee) {
    return callee.region(0).blocks().size() == 1 || call.parentOp() instanceof FuncOp;
  }

  private static void inline(CallOp call, FuncOp callee) {
    if (callee.region(0).blocks().size() == 1) inlineBlock(call, callee.body());
    else inlineBlocks(call, callee.region(0));
  }

  private static void copy(Operation op, IRMapping mapping, OpBuilder builder, CallOp call) {
    Operation copied = builder.insert(op.clone(mapping));
    copied.walk(o -> o.setLocation(new Location.CallSite(o.location(), call.location())));
  }

  private static void inlineBlock(CallOp call, Block body) {
    var mapping = new IRMapping();
    for (int i = 0; i < call.numOperands(); i++) mapping.map(body.argument(i), call.operand(i));
    var builder = OpBuilder.before(call);
    for (Operation op : body.operations()) {
      if (op instanceof ReturnOp) call.replaceAllUsesWith(op.operands().stream().map(mapping::lookup).toList());
      else copy(op, mapping, builder, call);
    }
    call.erase();
  }

  /** The block of the call ends before it; what comes after is a block of its own, whose arguments are the results. */
  private static void inlineBlocks(CallOp call, Region body) {
    Region region = call.block().region();
    int at = region.blocks().indexOf(call.block()) + 1;
    Block before = call.block();
    var after = new Block();
    List<BlockArgument> results = call.resultTypes().stream().map(t -> after.addArgument(t, call.location())).toList();
    var mapping = new IRMapping();
    for (int i = 0; i < call.numOperands(); i++) mapping.map(body.front().argument(i), call.operand(i));
    for (Block block : body.blocks().subList(1, body.blocks().size())) {
      var copied = new Block();
      block.arguments().forEach(a -> mapping.map(a, copied.addArgument(a.type(), a.location())));
      mapping.map(block, copied);
      region.add(at++, copied);
    }
    region.add(at, after);
    for (Operation op = call.next(); op != null; op = call.next()) {
      op.remove();
      after.append(op);
    }
    for (Block block : body.blocks()) {
      var builder = OpBuilder.atEnd(block == body.front() ? before : mapping.lookup(block));
      for (Operation op : block.operations()) {
        if (op instanceof ReturnOp) BranchOp.create(builder, call.location(), after, op.operands().stream().map(mapping::lookup).toList());
        else copy(op, mapping, builder, call);
      }
    }
    call.replaceAllUsesWith(results);
    call.erase();
  }
}
