package zkopt.transforms.affine;

import com.google.common.math.LongMath;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import zkopt.analysis.affine.TripCounts;
import zkopt.dialect.affine.ForOp;
import zkopt.dialect.func.FuncOp;
import zkopt.ir.Block;
import zkopt.ir.Operation;
import zkopt.pass.Option;
import zkopt.pass.Pass;
import zkopt.pass.PassContext;

/**
 * Tiles the perfect loop nests at the top of a function, where all dependences allow it: loops over tiles around loops over what is in one.
 * Sizes that are not given follow from the memory that a nest touches.
 */
@Pass.Named(value = "affine-loop-tile", title = "AffineLoopTiling", summary = "Tile affine loop nests")
public record AffineLoopTile(
    @Option(value = "Set size of cache to tile for in KiB", defaultValue = "512", unsigned = true) long cacheSize,
    @Option("Separate full and partial tiles") boolean separate,
    @Option(value = "Use this tile size for all loops", unsigned = true) int tileSize,
    @Option(value = "List of tile sizes for each perfect nest (overridden by -tile-size)", unsigned = true) List<Integer> tileSizes)
    implements Pass {
  private static final long DEFAULT_TILE_SIZE = 4;

  public AffineLoopTile {
    if (tileSizes.contains(0)) throw new IllegalArgumentException("tile sizes must be positive");
    if (cacheSize == 0) throw new IllegalArgumentException("the size of the cache must be positive");
  }

  @Override
  public String anchor() {
    return "func.func";
  }

  @Override
  public void run(Operation root, PassContext context) {
    var function = (FuncOp) root;
    for (Block block : function.region(0).blocks()) {
      for (Operation op : block.operations()) {
        if (op instanceof ForOp loop) tile(Loops.perfectNest(loop), context);
      }
    }
  }

  private void tile(List<ForOp> band, PassContext context) {
    if (!LoopTiling.isLegal(band)) {
      context.diagnostics().remark(band.getFirst(), "tiling nest is invalid due to dependences");
      return;
    }
    List<ForOp> points = LoopTiling.tile(band, sizes(band));
    if (separate) LoopTiling.separate(points);
  }

  private long[] sizes(List<ForOp> band) {
    long[] sizes = new long[band.size()];
    Arrays.fill(sizes, tileSize == 0 ? DEFAULT_TILE_SIZE : Integer.toUnsignedLong(tileSize));
    if (tileSize != 0) return sizes;
    if (!tileSizes.isEmpty()) {
      for (int i = 0; i < Math.min(sizes.length, tileSizes.size()); i++) sizes[i] = Integer.toUnsignedLong(tileSizes.get(i));
      return sizes;
    }
    OptionalLong footprint = MemoryFootprint.bytes(band.getFirst());
    if (footprint.isPresent()) {
      long excess = Math.ceilDiv(footprint.getAsLong(), MemoryFootprint.ofKibibytes(cacheSize));
      if (excess <= 1) {
        Arrays.fill(sizes, 1);
        return sizes;
      }
      divide(excess, sizes);
    }
    for (int i = 0; i < sizes.length; i++) sizes[i] = divisorOfTripCount(band.get(i), sizes[i]);
    return sizes;
  }

  /** Sizes whose product is about {@code excess}: so many times smaller is what a tile touches. */
  private static void divide(long excess, long[] sizes) {
    long root = (long) Math.pow(excess, 1.0 / sizes.length);
    Arrays.fill(sizes, root);
    sizes[sizes.length - 1] = Math.max(1, excess / LongMath.checkedPow(root, sizes.length - 1));
  }

  /** The largest number up to {@code size}, and up to half of the iterations, that divides these. */
  private static long divisorOfTripCount(ForOp loop, long size) {
    OptionalLong count = TripCounts.constant(loop);
    if (count.isEmpty()) return size;
    long iterations = count.getAsLong();
    long divisor = iterations > 1 && size > iterations / 2 ? iterations / 2 : size;
    while (iterations % divisor != 0) divisor--;
    return divisor;
  }
}
