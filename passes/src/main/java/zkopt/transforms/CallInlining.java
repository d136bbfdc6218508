package zkopt.transforms;

import java.util.ArrayList;
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

/** Copies the body of a function to where it is called. */
final class CallInlining {
  private CallInlining() {}

  /** Replaces {@code call} by a copy of the body. Returns the operations copied, those of each block by themselves. */
  static List<List<Operation>> inline(CallOp call, FuncOp callee) {
    return callee.region(0).blocks().size() == 1 ? List.of(inlineBlock(call, callee.body())) : inlineBlocks(call, callee.region(0));
  }

  private static Operation copy(Operation op, IRMapping mapping, OpBuilder builder, CallOp call) {
    Operation copied = builder.insert(op.clone(mapping));
    copied.walk(o -> o.setLocation(new Location.CallSite(o.location(), call.location())));
    return copied;
  }

  private static List<Operation> inlineBlock(CallOp call, Block body) {
    var mapping = new IRMapping();
    for (int i = 0; i < call.numOperands(); i++) mapping.map(body.argument(i), call.operand(i));
    var builder = OpBuilder.before(call);
    var copies = new ArrayList<Operation>();
    for (Operation op : body.operations()) {
      if (op instanceof ReturnOp) call.replaceAllUsesWith(op.operands().stream().map(mapping::lookup).toList());
      else copies.add(copy(op, mapping, builder, call));
    }
    call.erase();
    return copies;
  }

  /** The block of the call ends before it; what comes after is a block of its own, whose arguments are the results. */
  private static List<List<Operation>> inlineBlocks(CallOp call, Region body) {
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
    var copies = new ArrayList<List<Operation>>();
    for (Block block : body.blocks()) {
      var builder = OpBuilder.atEnd(block == body.front() ? before : mapping.lookup(block));
      var copied = new ArrayList<Operation>();
      for (Operation op : block.operations()) {
        if (op instanceof ReturnOp) BranchOp.create(builder, call.location(), after, op.operands().stream().map(mapping::lookup).toList());
        else copied.add(copy(op, mapping, builder, call));
      }
      copies.add(copied);
    }
    call.replaceAllUsesWith(results);
    call.erase();
    return copies;
  }
}
