package zkopt.transforms;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import zkopt.dialect.func.CallOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Region;
import zkopt.ir.Remark;
import zkopt.ir.Traits;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;
import zkopt.pass.PassManager;
import zkopt.pass.PassPipeline;
import zkopt.pass.PassRegistry;
import zkopt.pass.PipelineException;

/**
 * Puts the bodies of functions where they are called, callees first. A private function goes with its last call, and one that nobody calls when
 * its turn comes; functions that call themselves stay calls.
 */
@Pass.Named(value = "inline", title = "Inliner", summary = "Inline function calls")
public record Inline(
    @Option(value = "the pipeline that runs on each function before and after calls are inlined there; none when empty", defaultValue = "canonicalize")
    String defaultPipeline,
    @Option("pipelines for one kind of callable each, as func.func(canonicalize,cse), in place of the default one") List<String> opPipelines,
    @Option(value = "how often at most a group of functions that call each other is simplified and inlined into", defaultValue = "4") int maxIterations,
    @Option(value = "inline only when the callee has at most this many percent of the caller's operations; -1 for no limit", defaultValue = "-1")
    int inliningThreshold) implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    if (!(root instanceof Traits.SymbolTable)) {
      throw context.failure(root, "was scheduled to run under the inliner, but does not define a symbol table");
    }
    new Worker(root, context).run();
  }

  /** @param history what was inlined to make the call; null for one from the text */
  private record Call(CallOp op, FuncOp caller, History history) {}

  private record History(FuncOp inlined, History before) {
    static boolean includes(History history, FuncOp function) {
      for (History h = history; h != null; h = h.before) if (h.inlined == function) return true;
      return false;
    }
  }

  private final class Worker {
    private final CallGraph graph;
    private final FunctionUses uses;
    private final PassContext context;
    private final Map<String, PassPipeline> pipelines = new HashMap<>();
    private final List<FuncOp> dead = new ArrayList<>();
    /** The calls of which a remark told why they stay. */
    private final Set<CallOp> told = Collections.newSetFromMap(new IdentityHashMap<>());

    Worker(Operation root, PassContext context) {
      this.context = context;
      this.graph = new CallGraph(root);
      this.uses = new FunctionUses(root, graph);
      for (String text : opPipelines) {
        PassPipeline pipeline = parse(text, root);
        pipelines.putIfAbsent(pipeline.anchor(), pipeline);
      }
      if (!defaultPipeline.isEmpty()) pipelines.computeIfAbsent(FuncOp.SPEC.name(), name -> parse(name + "(" + defaultPipeline + ")", root));
    }

    private PassPipeline parse(String text, Operation root) {
      try {
        return PassPipeline.parse(text, PassRegistry.load());
      } catch (PipelineException e) {
        throw context.failure(root, e.getMessage());
      }
    }

    void run() {
      for (List<FuncOp> group : graph.groups()) {
        var functions = new ArrayList<>(group);
        for (int i = 0; i < maxIterations; i++) {
          functions.forEach(this::simplify);
          if (!inlineCallsIn(functions)) break;
        }
      }
      dead.forEach(Operation::erase);
    }

    private void simplify(FuncOp function) {
      PassPipeline pipeline = pipelines.get(function.name());
      if (pipeline == null) return;
      if (!new PassManager(context.ir(), pipeline).run(function)) throw context.failure(function, "the pipeline of the inliner failed");
      uses.recount(function);
    }

    /** Inlines the calls in a group, and what calls come of it; takes dead functions out of the group. Returns whether there was any. */
    private boolean inlineCallsIn(List<FuncOp> group) {
      Set<FuncOp> gone = Collections.newSetFromMap(new IdentityHashMap<>());
      var calls = new ArrayList<Call>();
      for (FuncOp function : group) {
        if (uses.isUnused(function)) gone.add(function);
        else collect(function.region(0).blocks().stream().map(Block::operations).toList(), function, null, calls);
      }
      boolean any = false;
      for (int i = 0; i < calls.size(); i++) {
        Call call = calls.get(i);
        FuncOp callee = call.op.target();
        if (gone.contains(call.caller) || callee == null) continue;
        String obstacle = obstacle(call, callee);
        if (obstacle != null) {
          if (told.add(call.op)) remark(Remark.Kind.MISSED, "NotInlined", call, callee, "is not inlined into", ": " + obstacle);
          continue;
        }
        remark(Remark.Kind.PASSED, "Inlined", call, callee, "is inlined into", "");
        boolean last = uses.isUsedOnce(callee);
        collect(CallInlining.inline(call.op, callee), call.caller, new History(callee, call.history), calls);
        uses.inlined(callee, call.caller);
        any = true;
        if (!last) continue;
        uses.erase(callee);
        gone.add(callee);
      }
      group.removeAll(gone);
      dead.addAll(gone);
      return any;
    }

    private void remark(Remark.Kind kind, String name, Call call, FuncOp callee, String what, String why) {
      context.remark(kind, name, call.op, () -> "'" + callee.symbolName() + "' " + what + " '" + call.caller.symbolName() + "'" + why);
    }

    /** Why a call stays, or null. */
    private String obstacle(Call call, FuncOp callee) {
      if (callee.isDeclaration()) return "its body is not known";
      if (graph.callsItself(callee) || callee.isAncestorOf(call.op) || History.includes(call.history, callee)) return "it calls itself";
      if (!InlineLegality.isLegal(call.op, callee)) return "what it does may not stand in '" + call.op.parentOp().name() + "'";
      return isSmall(callee, call.caller) ? null : "it has more than " + inliningThreshold + " percent of the caller's operations";
    }

    private boolean isSmall(FuncOp callee, FuncOp caller) {
      return inliningThreshold < 0 || size(callee) * 100 / size(caller) <= inliningThreshold;
    }

    private static long size(FuncOp function) {
      var count = new long[1];
      function.walk(_ -> count[0]++);
      return count[0] - 1;
    }

    /** The last block first, as they come off a stack. */
    private static void collect(List<List<Operation>> blocks, FuncOp caller, History history, List<Call> calls) {
      var pending = new ArrayList<>(blocks);
      while (!pending.isEmpty()) {
        for (Operation op : pending.removeLast()) {
          if (op instanceof CallOp call) calls.add(new Call(call, caller, history));
          else if (!(op instanceof FuncOp)) for (Region region : op.regions()) region.blocks().forEach(b -> pending.add(b.operations()));
        }
      }
    }
  }
}
