package zkopt.lowering.affine;

import java.util.ArrayList;
import java.util.List;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.dialect.memref.GetGlobalOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.ir.Traits;
import zkopt.lowering.Buffers;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Fuses an elementwise nest into the next one when both have the same constant bounds and the second reads, of what the first writes,
 * only the element of its own iteration. Loads of it are replaced by the value stored; a buffer that nobody reads any more goes.
 * Between the two nests may stand only operations that touch no memory. Reductions and contractions are left alone.
 */
@Pass.Named(value = "fuse-elementwise-loops", summary = "fuse neighbouring elementwise affine loop nests")
@Pass.Statistic(value = "num-fused", description = "Number of nests fused into the next one")
public record FuseElementwiseLoops() implements Pass {
  @Override
  public String anchor() {
    return ANY;
  }

  @Override
  public void run(Operation root, PassContext context) {
    var blocks = new ArrayList<Block>();
    root.walk(op -> op.regions().forEach(r -> blocks.addAll(r.blocks())));
    for (Block block : blocks) {
      for (Operation op : block.operations()) {
        if (op instanceof ForOp && fuseIntoNext(op)) context.count("num-fused", 1);
      }
    }
  }

  private static boolean fuseIntoNext(Operation first) {
    Operation next = first.next();
    while (next != null && !(next instanceof ForOp) && touchesNoMemory(next)) next = next.next();
    var producer = ElementwiseNest.of(first);
    var consumer = ElementwiseNest.of(next);
    if (producer == null || consumer == null || !producer.hasSameBounds(consumer) || !isLegal(producer, consumer)) return false;
    merge(producer, consumer);
    return true;
  }

  private static boolean touchesNoMemory(Operation op) {
    return op.regions().isEmpty() && (op instanceof Traits.Pure || op instanceof AllocOp || op instanceof GetGlobalOp);
  }

  /** The consumer reads at least one of the producer's results, each only at its own iteration, and writes nothing that it touches. */
  private static boolean isLegal(ElementwiseNest producer, ElementwiseNest consumer) {
    boolean reads = false;
    for (LoadOp load : consumer.loads()) {
      for (StoreOp store : producer.stores()) {
        if (Buffers.base(load.memref()) != Buffers.base(store.memref())) continue;
        if (!consumer.sameElement(load, producer, store)) return false;
        reads = true;
      }
    }
    var written = consumer.stores().stream().map(s -> Buffers.base(s.memref())).toList();
    return reads && producer.loads().stream().noneMatch(l -> written.contains(Buffers.base(l.memref())))
        && producer.stores().stream().noneMatch(s -> written.contains(Buffers.base(s.memref())));
  }

  /** Moves the producer's body to the start of the consumer's. */
  private static void merge(ElementwiseNest producer, ElementwiseNest consumer) {
    Operation start = consumer.loops().getLast().body().first();
    for (Operation op : producer.loops().getLast().body().operations()) {
      if (!(op instanceof Traits.Terminator)) op.moveBefore(start);
    }
    for (int i = 0; i < producer.loops().size(); i++) {
      producer.loops().get(i).inductionVar().replaceAllUsesWith(consumer.loops().get(i).inductionVar());
    }
    producer.loops().getFirst().erase();
    for (StoreOp store : producer.stores()) {
      forward(store, consumer.loads());
      if (store.memref().definingOp() instanceof AllocOp alloc && alloc.result().hasOneUse()) eraseBuffer(store, alloc);
    }
  }

  private static void forward(StoreOp store, List<LoadOp> loads) {
    for (LoadOp load : loads) {
      if (load.block() == null || load.memref() != store.memref()) continue;
      load.result().replaceAllUsesWith(store.value());
      load.erase();
    }
  }

  private static void eraseBuffer(StoreOp store, AllocOp alloc) {
    store.erase();
    alloc.erase();
  }
}
