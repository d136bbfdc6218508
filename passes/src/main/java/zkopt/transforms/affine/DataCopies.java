package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.dialect.affine.DmaOp;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.affine.LoadOp;
import zkopt.dialect.affine.StoreOp;
import zkopt.dialect.arith.ConstantOp;
import zkopt.dialect.func.FuncOp;
import zkopt.dialect.memref.DmaStartOp;
import zkopt.ir.Block;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.Value;
import zkopt.pass.PassContext;

/**
 * Where {@link AffineDataCopyGenerate} copies: around each loop nest, and around runs of other operations that begin with an access. All
 * accesses of such a range to one buffer use one copy of the box around what they touch.
 */
final class DataCopies {
  private final AffineDataCopyGenerate options;
  private final FuncOp function;
  private final PassContext context;
  /** The buffers that are transferred already, maybe at the same time. */
  private final Set<Value> inTransfer = new HashSet<>();
  /** The nests that copy. */
  private final Set<Operation> nests = new HashSet<>();
  private final List<ForOp> nestsInOrder = new ArrayList<>();

  DataCopies(AffineDataCopyGenerate options, FuncOp function, PassContext context) {
    this.options = options;
    this.function = function;
    this.context = context;
  }

  void run() {
    function.walk(op -> {
      if (op instanceof DmaOp || op instanceof DmaStartOp) op.operands().forEach(v -> inTransfer.add(v.type() instanceof MemRefType ? MemoryAccess.base(v) : v));
    });
    ConstantOp.index(OpBuilder.atStart(function.body()), function.location(), 0);
    for (Block block : function.region(0).blocks()) copy(block);
    nestsInOrder.forEach(DataCopies::simplify);
  }

  /** A copy of one element needs no loop. */
  private static void simplify(ForOp nest) {
    var accesses = new ArrayList<Operation>();
    nest.walk(op -> {
      if (op instanceof ForOp loop) Loops.promoteSingleIteration(loop);
      else if (MemoryAccess.of(op) != null) accesses.add(op);
    });
    for (Operation op : accesses) {
      var canonical = MemoryAccess.of(op).subscripts().canonical().normalOperands();
      if (op instanceof LoadOp load) load.setMap(canonical.map(), canonical.operands());
      if (op instanceof StoreOp store) store.setMap(canonical.map(), canonical.operands());
    }
  }

  private void copy(Block block) {
    Operation begin = start(block.first());
    for (Operation at = begin; at != null; ) {
      if (!(at instanceof ForOp loop) || nests.contains(at)) {
        at = at.next();
        continue;
      }
      copy(new Range(begin, loop));
      boolean within = options.skipNonUnitStrideLoops() ? loop.step() != 1 : exceedsCapacity(loop);
      if (within) copy(loop.body());
      else copy(new Range(loop, loop.next()));
      begin = start(loop.next());
      at = begin;
    }
    if (begin != null) copy(new Range(begin, block.terminator()));
  }

  /** The next access or nest, from an operation on, that does not copy. */
  private Operation start(Operation from) {
    Operation at = from;
    while (at != null && (nests.contains(at) || !(at instanceof ForOp) && MemoryAccess.of(at) == null)) at = at.next();
    return at;
  }

  private boolean exceedsCapacity(ForOp loop) {
    OptionalLong bytes = MemoryFootprint.bytes(loop);
    return bytes.isPresent() && bytes.getAsLong() > options.capacityInBytes();
  }

  /** Operations of a block, from {@code begin} to before {@code end}; both change when copies are inserted. */
  static final class Range {
    Operation begin;
    Operation end;

    Range(Operation begin, Operation end) {
      this.begin = begin;
      this.end = end;
    }

    /** All operations, those inside included. */
    List<Operation> operations() {
      var operations = new ArrayList<Operation>();
      for (Operation op = begin; op != end; op = op.next()) op.walk(operations::add);
      return operations;
    }
  }

  private void copy(Range range) {
    if (range.begin == range.end) return;
    var regions = new CopiedRegions(range.operations(), Loops.around(range.begin).size(), options, inTransfer);
    if (!regions.collect()) return;
    var copy = new DataCopy(options, function, range);
    long bytes = 0;
    for (MemoryRegion region : regions.read()) bytes += copy.in(region);
    for (MemoryRegion region : regions.written()) bytes += copy.out(region);
    nests.addAll(copy.nests());
    nestsInOrder.addAll(copy.nests());
    if (bytes > options.capacityInBytes()) {
      context.diagnostics().warning(range.begin.block().parentOp(), "total size of all copy buffers' for this block exceeds fast memory capacity");
    }
  }
}
