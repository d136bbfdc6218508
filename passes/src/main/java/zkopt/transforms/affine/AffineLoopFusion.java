package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import zkopt.dialect.affine.ForOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Puts what a loop nest needs of another one into it, where this leaves smaller buffers and few operations are run more than once; a buffer
 * that only passes values on within the fused nest shrinks to what one iteration needs.
 */
@Pass.Named(value = "affine-loop-fusion", summary = "Fuse affine loop nests")
public record AffineLoopFusion(
    @Option(value = "Fractional increase in additional computation tolerated while fusing", defaultValue = "0.3") double fusionComputeTolerance,
    @Option(value = "Faster memory space number to promote fusion buffers to", unsigned = true) OptionalInt fusionFastMemSpace,
    @Option(value = "Threshold size (KiB) for promoting local buffers to fast memory space", unsigned = true) long fusionLocalBufThreshold,
    @Option("Enables maximal loop fusion") boolean fusionMaximal,
    @Option("fusion mode to attempt") Mode mode) implements Pass {
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
      List<Operation> loops = block.parentOp() == null ? List.of() : block.operations().stream().filter(ForOp.class::isInstance).toList();
      if (loops.size() > 1) fuse(block, context);
    }
  }

  private void fuse(Block block, PassContext context) {
    FusionGraph graph = FusionGraph.of(block);
    if (graph == null) return;
    var fusion = new LoopFusion(graph, this, context);
    if (mode == Mode.GREEDY) fusion.fuseProducers(1);
    if (mode != Mode.PRODUCER) fusion.fuseSiblings();
    if (mode != Mode.SIBLING) fusion.fuseProducers(Long.MAX_VALUE);
    fusion.eraseUnusedAllocations();
  }
}
