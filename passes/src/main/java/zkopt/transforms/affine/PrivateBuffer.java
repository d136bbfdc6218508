package zkopt.transforms.affine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zkopt.analysis.affine.AffineFlattening;
import zkopt.analysis.affine.MemoryAccess;
import zkopt.analysis.affine.MemoryRegion;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.memref.AllocOp;
import zkopt.ir.Attribute;
import zkopt.ir.MemRefType;
import zkopt.ir.OpBuilder;
import zkopt.ir.Operation;
import zkopt.ir.affine.AffineExpr;
import zkopt.ir.affine.AffineMap;

/** A buffer of what one iteration of a fused nest passes on to itself, in place of one for all iterations. */
final class PrivateBuffer {
  private PrivateBuffer() {}

  /**
   * Makes a nest use a buffer of its own in place of one that it stores to.
   *
   * @param store the first store to the buffer
   * @param depth of how many loops of the nest an iteration is looked at
   */
  static AllocOp create(ForOp nest, MemoryAccess store, int depth, AffineLoopFusion options) {
    MemoryRegion region = MemoryRegion.of(store, depth, null, true);
    MemoryRegion.Box box = region.box();
    var old = (MemRefType) store.memref().type();
    Attribute space = old.memorySpace();
    boolean fast = options.fusionFastMemSpace().isPresent()
        && MemoryRegion.elementBytes(old) * box.numElements() <= MemoryFootprint.ofKibibytes(options.fusionLocalBufThreshold());
    if (fast) space = MemorySpace.of(options.fusionFastMemSpace().getAsInt());
    var type = new MemRefType(box.shape(), old.elementType(), null, space);
    AllocOp made = AllocOp.create(OpBuilder.atStart(nest.block().region().front()), nest.location(), type);
    var users = new ArrayList<Operation>();
    for (Operation user : store.memref().users()) if (nest.isAncestorOf(user) && MemoryAccess.of(user) != null) users.add(user);
    new MemrefReplacement(made.result(), remap(region, box, old.rank()), region.symbols()).replaceIn(users);
    return made;
  }

  /** Old subscripts less where the box begins; the outer counters are the first dimensions. */
  private static AffineMap remap(MemoryRegion region, MemoryRegion.Box box, int rank) {
    int outer = region.symbols().size();
    List<AffineExpr> results = IntStream.range(0, rank)
        .mapToObj(i -> AffineFlattening.simplify(AffineExpr.dim(outer + i).minus(box.offsets().get(i)), outer + rank, 0)).toList();
    return new AffineMap(outer + rank, 0, results);
  }
}
