package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Makes one of two loop nests that count the same, where one stores what the other loads, or both load the same, and all dependences allow
 * it. A local buffer that then only carries values within an iteration shrinks to what one iteration needs. Nests that would have to compute
 * something twice, or that count differently, stay apart.
 */
@Pass.Named(value = "affine-loop-fusion", summary = "Fuse affine loop nests")
public record AffineLoopFusion(@Option("fusion mode to attempt") Mode mode) implements Pass {
  /** Which nests to fuse: all, only a producer with its consumer, only those that load the same. */
  public enum Mode { GREEDY, PRODUCER, SIBLING }

  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var blocks = new ArrayList<Block>();
    root.walk(op -> op.regions().forEach(r -> blocks.addAll(r.blocks())));
    for (Block block : blocks) {
      if (mode != Mode.SIBLING) fuseAll(block, true);
      if (mode != Mode.PRODUCER) fuseAll(block, false);
    }
  }

  private static List<ForOp> loops(Block block) {
    return block.operations().stream().filter(ForOp.class::isInstance).map(ForOp.class::cast).toList();
  }

  /** From the last nest backwards, each with the nearest before it first. */
  private static void fuseAll(Block block, boolean producers) {
    for (boolean fused = true; fused; ) fused = fuseOne(loops(block), producers);
  }

  private static boolean fuseOne(List<ForOp> loops, boolean producers) {
    for (int second = loops.size() - 1; second > 0; second--) {
      for (int first = second - 1; first >= 0; first--) {
        if (fuse(new LoopPair(loops.get(first), loops.get(second)), producers)) return true;
      }
    }
    return false;
  }

  private static boolean fuse(LoopPair pair, boolean producer) {
    Set<Value> passedOn = pair.passedOn();
    if (producer ? passedOn.isEmpty() : !pair.areSiblings()) return false;
    int depth = pair.depth();
    if (depth == 0 || !pair.bringTogether()) return false;
    List<ForOp> outer = pair.fuse(depth);
    if (producer) passedOn.forEach(memref -> PrivateBuffer.shrink(outer, memref));
    return true;
  }
}
